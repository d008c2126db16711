// What the pages do more comfortably with a script; every one of them works without.
"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";

  // Files dropped anywhere on the page go into the form, which is sent at once.
  const form = document.querySelector("[data-drop]");
  if (form) {
    const input = form.querySelector("input[type=file]");
    const over = (on) => form.classList.toggle("over", on);
    addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
    addEventListener("dragleave", (event) => { if (!event.relatedTarget) over(false); });
    addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; form.requestSubmit(); }
    });
    input.addEventListener("change", () => { if (input.files.length) form.requestSubmit(); });
    // The files are sent while a bar says how far they are; what the server answers is then opened as if the form had been sent.
    const line = form.querySelector(".sending-now"), bar = line.querySelector("progress"), said = line.querySelector("span");
    const failed = (page) => {
      form.classList.remove("sending");
      const told = page && new DOMParser().parseFromString(page, "text/html").querySelector(".notice");
      said.textContent = told ? told.textContent : form.dataset.notSent;
      bar.hidden = true;
      input.value = "";
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (form.classList.contains("sending")) return;
      const sent = new FormData(form), request = new XMLHttpRequest();
      form.classList.add("sending");
      line.hidden = bar.hidden = false;
      request.upload.addEventListener("progress", ({ loaded, total }) => {
        bar.value = Math.floor(100 * loaded / (total || 1));
        said.textContent = bar.value < 100 ? form.dataset.sending.replace("{percent}", bar.value) : form.dataset.sent;
      });
      request.addEventListener("load", () => { request.status < 400 ? location.assign(request.responseURL) : failed(request.responseText); });
      request.addEventListener("error", () => failed());
      request.open("POST", form.action);
      request.send(sent);
    });
  }

  // While the server is at work, the part of the page that waits is asked for again.
  const PAUSE = 600;
  const follow = async () => {
    const live = document.getElementById("live");
    if (!live || !live.hasAttribute("data-busy")) return;
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById("live");
        if (fresh && fresh.innerHTML !== live.innerHTML) { live.replaceWith(document.adoptNode(fresh)); document.title = page.title; }
        else if (fresh && !fresh.hasAttribute("data-busy")) live.removeAttribute("data-busy");
      }
    } catch { /* the server is being started anew: try again */ }
    setTimeout(follow, PAUSE);
  };
  setTimeout(follow, PAUSE / 2);

  // A row that is pressed frames its place beside it, without loading the page anew.
  const panel = document.getElementById("page");
  if (panel && panel.dataset.sizes) {
    const sizes = panel.dataset.sizes.split(";").filter(Boolean).map((size) => size.split(" ").map(Number));
    const svg = panel.querySelector("svg"), paper = panel.querySelector(".paper"), which = panel.querySelector(".which");
    const boxes = (said) => said.split(";").filter(Boolean).map((box) => box.split(" ").map(Number));
    let number = Number(svg.querySelector("image").getAttribute("href").match(/(\d+)\.png/)[1]);
    const rect = ([, x0, y0, x1, y1]) => {
      const made = document.createElementNS(SVG, "rect");
      for (const [name, value] of Object.entries({ x: x0 - 2, y: y0 - 2, width: x1 - x0 + 4, height: y1 - y0 + 4 })) made.setAttribute(name, value);
      return made;
    };
    const reveal = () => {
      const first = svg.querySelector("rect");
      if (!first) return;
      const scale = svg.getBoundingClientRect().height / svg.viewBox.baseVal.height;
      paper.scrollTop = Number(first.getAttribute("y")) * scale - paper.clientHeight / 3;
      const across = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      paper.scrollLeft = Number(first.getAttribute("x")) * across - paper.clientWidth / 4;
    };
    const show = (page, framed) => {
      if (!sizes[page - 1]) return;
      number = page;
      const [width, height] = sizes[page - 1], image = svg.querySelector("image");
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      svg.setAttribute("aria-label", svg.dataset.label.replace("{page}", page));
      image.setAttribute("width", width);
      image.setAttribute("height", height);
      image.setAttribute("href", `${panel.dataset.pages}${page}.png`);
      svg.querySelectorAll("rect").forEach((old) => old.remove());
      framed.filter((box) => box[0] === page).forEach((box) => svg.append(rect(box)));
      which.textContent = which.dataset.which.replace("{page}", page).replace("{pages}", sizes.length);
      reveal();
    };
    let framed = boxes(panel.dataset.shown || "");
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a.at[data-at]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !link.dataset.at) return;
      event.preventDefault();
      document.querySelectorAll(".here").forEach((old) => old.classList.remove("here"));
      link.classList.add("here");
      framed = boxes(link.dataset.at);
      show(framed[0][0], framed);
      history.replaceState(null, "", link.getAttribute("href"));
    });
    panel.querySelector(".pager").addEventListener("click", (event) => {
      const link = event.target.closest("a, .off");
      if (!link) return;
      event.preventDefault();
      const [before] = panel.querySelectorAll(".pager > :not(.which)");
      show(number + (link === before ? -1 : 1), framed);
    });
    reveal();
  }

  // A print button is there only where it works; a name that was typed is typed once.
  document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => print()); });
  document.querySelectorAll("[data-remember]").forEach((field) => {
    field.value ||= sessionStorage.getItem(field.dataset.remember) || "";
    field.addEventListener("change", () => {
      sessionStorage.setItem(field.dataset.remember, field.value);
      document.querySelectorAll("[data-remember]").forEach((other) => { other.value = field.value; });
    });
  });
})();
