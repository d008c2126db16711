"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const index = JSON.parse(byId("index").textContent);
  const chart = JSON.parse(byId("chart").textContent);
  const views = [...document.querySelectorAll(".view")];
  const NS = "http://www.w3.org/2000/svg";
  const TITLE = document.title;
  let opened = null;
  let from = null;
  let shown = null;

  async function unpacked(id) {
    const text = atob(byId(id).textContent);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  }

  function element(name, properties, ...children) {
    const made = document.createElement(name);
    Object.assign(made, properties);
    made.append(...children);
    return made;
  }

  function decoded(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  /* Addresses: a view's name, or a row_id, whose second part begins with the document. */
  function documentOf(address) {
    const parts = address.split("/");
    if (parts.length < 2) return null;
    const name = decoded(decoded(parts[1]).split("/")[0]);
    return Object.hasOwn(index, name) ? name : null;
  }

  function rowOf(address) {
    const exact = byId(address);
    if (exact) return exact;
    const wanted = decoded(decoded(address));
    return [...byId("sheet").querySelectorAll("[id]")].find((row) => decoded(row.id) === wanted) || null;
  }

  function show(name) {
    for (const view of views) view.hidden = view.id !== name;
    for (const link of document.querySelectorAll(".top nav a")) {
      const here = link.getAttribute("href") === "#" + (name === "sheet" ? "sheets" : name);
      if (here) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
    }
  }

  async function open(name) {
    if (opened === name) return;
    byId("sheet").innerHTML = await unpacked("sheet-" + index[name].n);
    opened = name;
    link(byId("sheet"));
    watch(byId("sheet"));
  }

  /* What follows from a row's address and boxes is not in the file: the links to its place, and texts quoted from elsewhere. */
  function link(sheet) {
    for (const at of sheet.querySelectorAll("a.at")) {
      const row = at.closest("[data-b]");
      at.href = "#" + row.id;
      at.append("p." + (row.dataset.b ? parseInt(row.dataset.b, 10) : row.dataset.p), element("span", { className: "unseen", textContent: "の該当箇所" }));
    }
    for (const quoted of sheet.querySelectorAll("a.says")) quoted.textContent = said(byId(quoted.getAttribute("href").slice(1)));
    for (const table of sheet.querySelectorAll("table.printed")) {
      for (const [i, cell] of [...table.querySelectorAll("a.cell")].entries()) {
        cell.href = "#" + cell.parentElement.id;
        cell.tabIndex = i ? -1 : 0;
        // A number is never cut in two, however narrow the screen; a table that is too wide then scrolls.
        cell.classList.toggle("short", cell.textContent.length <= (cell.closest("th") ? 6 : 12));
        if (!cell.textContent) cell.append(element("span", { className: "unseen", textContent: "空欄" }));
      }
    }
  }

  function said(row) {
    const copy = row.cloneNode(true);
    for (const link of copy.querySelectorAll("a.at, .for, .unseen")) link.remove();
    return copy.textContent.trim();
  }

  async function go() {
    const address = location.hash.slice(1);
    const name = documentOf(address);
    byId("lost").hidden = true;
    document.querySelectorAll(".here").forEach((row) => row.classList.remove("here"));
    if (name) {
      await open(name);
      show("sheet");
      document.title = index[name].name + " - " + TITLE;
      const row = address.startsWith("documents/") ? null : rowOf(address);
      if (row) point(row, name); else { byId("lost").hidden = address.startsWith("documents/"); close(false); window.scrollTo(0, 0); byId("sheet").querySelector("h1").focus(); }
      return;
    }
    close(false);
    const [view, words] = address.split("?");
    const chosen = views.some((found) => found.id === view && view !== "sheet") ? view : "ratings";
    if (address === "content") { byId("content").focus(); return; }
    show(chosen);
    byId("lost").hidden = !address || chosen === view;
    document.title = TITLE;
    if (chosen === "facts") await showFacts();
    if (chosen === "search") {
      if (words) byId("words").value = decoded(words);
      await search();
    }
    window.scrollTo(0, 0);
    if (from !== null) byId(chosen).querySelector("h1").focus({ preventScroll: true });
    from = address;
  }

  function point(row, name) {
    for (let closed = row.closest("details:not([open])"); closed; closed = closed.parentElement.closest("details:not([open])")) closed.open = true;
    row.classList.add("here");
    from = location.hash.slice(1);
    if (row.dataset.b || row.dataset.p) picture(row, name);
    else close(false);
    const narrow = innerWidth < 768 && !byId("place").hidden;
    row.scrollIntoView({ block: narrow || row.offsetHeight > innerHeight / 2 ? "start" : "center" });
  }

  /* The place in the PDF: one picture a page, the boxes drawn over it in points. */
  function boxesOf(row) {
    return row.dataset.b.split(";").filter(Boolean).map((box) => box.split(" ").map(Number));
  }

  function picture(row, name) {
    const whole = byId("place-whole").getAttribute("aria-pressed") === "true";
    const boxes = boxesOf(row);
    const pages = boxes.length ? [...new Set(boxes.map((box) => box[0]))] : [Number(row.dataset.p)];
    shown = { row, name };
    const { n, sizes, folder, file } = index[name];
    byId("place-where").textContent = `${file} ${pages.map((page) => page + "ページ").join("、")}`;
    byId("place-address").value = location.href;
    byId("place-said").textContent = "";
    byId("place-pictures").replaceChildren(...pages.map((page) => {
      const [width, height] = sizes[page - 1] || [595, 842];
      const here = boxes.filter((box) => box[0] === page);
      const svg = document.createElementNS(NS, "svg");
      const label = `${page}ページの該当箇所。赤い枠: ${said(row).slice(0, 200)}`;
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", label);
      let area = [0, 0, width, height];
      if (!whole && here.length) {
        const x0 = Math.min(...here.map((b) => b[1])), y0 = Math.min(...here.map((b) => b[2]));
        const x1 = Math.max(...here.map((b) => b[3])), y1 = Math.max(...here.map((b) => b[4]));
        const w = Math.min(width, Math.max(x1 - x0 + 40, innerWidth < 768 ? 260 : 330));
        const h = Math.min(height, Math.max(y1 - y0 + 60, w * 0.45));
        area = [Math.min(Math.max(0, (x0 + x1 - w) / 2), width - w), Math.min(Math.max(0, (y0 + y1 - h) / 2), height - h), w, h];
      }
      svg.setAttribute("viewBox", area.join(" "));
      const embedded = byId(`picture-${n}-${page}`);
      if (embedded || folder) {
        const image = document.createElementNS(NS, "image");
        const path = folder.split("/").map(encodeURIComponent).join("/");
        for (const [key, value] of Object.entries({ width, height, preserveAspectRatio: "none" })) image.setAttribute(key, value);
        image.addEventListener("error", () => { byId("place-said").textContent = "ページの画像が見つかりません。報告のファイルと同じ場所に画像のフォルダーを置いてください。"; });
        image.setAttribute("href", embedded ? "data:image/png;base64," + embedded.textContent : `${path}/${page}.png`);
        svg.append(image);
      } else {
        byId("place-said").textContent = "この報告にはページの画像がありません。枠は用紙の中の位置を示します。";
      }
      for (const [, x0, y0, x1, y1] of here) {
        const frame = document.createElementNS(NS, "rect");
        const drawn = { x: x0 - 2, y: y0 - 2, width: x1 - x0 + 4, height: y1 - y0 + 4, fill: "#b0002814", stroke: "#b00028", "stroke-width": 1.5 };
        for (const [key, value] of Object.entries(drawn)) frame.setAttribute(key, value);
        svg.append(frame);
      }
      return svg;
    }));
    byId("place").hidden = false;
    document.body.classList.add("with-place");
  }

  function close(back) {
    if (byId("place").hidden) return;
    byId("place").hidden = true;
    document.body.classList.remove("with-place");
    if (back && shown) (shown.row.querySelector("a.at, a.cell") || byId("content")).focus();
    shown = null;
  }

  byId("place-close").addEventListener("click", () => close(true));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(true); });
  byId("place-whole").addEventListener("click", (event) => {
    const pressed = event.currentTarget.getAttribute("aria-pressed") !== "true";
    event.currentTarget.setAttribute("aria-pressed", String(pressed));
    if (shown) picture(shown.row, shown.name);
  });
  byId("place-copy").addEventListener("click", async () => {
    byId("place-address").select();
    let done = false;
    try { await navigator.clipboard.writeText(byId("place-address").value); done = true; } catch { done = document.execCommand("copy"); }
    byId("place-said").textContent = done ? "番地をコピーしました。" : "コピーできません。番地の欄を選んで写してください。";
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.at, a.cell");
    if (!link) return;
    if (link.getAttribute("href") === location.hash) { event.preventDefault(); go(); }
    setTimeout(() => { if (!byId("place").hidden) byId("place-title").focus({ preventScroll: true }); }, 50);
  });

  /* One tab stop a table; the arrows go from cell to cell. */
  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.("a.cell");
    const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!cell || !step) return;
    event.preventDefault();
    const box = cell.getBoundingClientRect();
    const [dx, dy] = step;
    const x = dx > 0 ? box.right + 6 : dx < 0 ? box.left - 6 : box.left + 6;
    const y = dy > 0 ? box.bottom + 6 : dy < 0 ? box.top - 6 : (box.top + box.bottom) / 2;
    const next = [...cell.closest("table").querySelectorAll("a.cell")].find((other) => {
      const b = other.getBoundingClientRect();
      return other !== cell && b.left - 2 <= x && x <= b.right + 2 && b.top - 2 <= y && y <= b.bottom + 2;
    });
    if (!next) return;
    cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });

  /* Charts are drawn when they come into sight. */
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) { seen.unobserve(entry.target); draw(entry.target); }
  }, { rootMargin: "300px" });

  function watch(root) {
    for (const place of root.querySelectorAll(".chart")) seen.observe(place);
  }

  async function draw(place) {
    if (place.dataset.drawn) return;
    place.dataset.drawn = "1";
    const values = JSON.parse(place.dataset.points).map(([label, value, raw, part, id]) => ({ label, value, raw, part, id }));
    const spec = structuredClone(chart);
    spec.data = { values };
    if (values.length > 7) spec.layer = spec.layer.slice(0, 2);
    const spoken = place.getAttribute("aria-label");
    const { view } = await vegaEmbed(place, spec, { actions: false, renderer: "svg", ast: true });
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", spoken); // Vega puts its own name there
    view.addEventListener("click", (_, item) => { if (item?.datum?.id) location.hash = item.datum.id; });
    for (const drawn of place.querySelectorAll("svg, svg *")) for (const name of ["role", "aria-label", "aria-roledescription"]) drawn.removeAttribute(name);
  }

  /* A printer does not scroll: what can be seen is drawn while there is time, and answers are unfolded for it. */
  async function drawRest(root) {
    for (const place of root.querySelectorAll(".chart")) {
      if (!place.isConnected || root.hidden) return;
      if (!place.childElementCount && place.offsetParent) { seen.unobserve(place); await draw(place); await new Promise((done) => setTimeout(done)); }
    }
  }
  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll(".viewpoint details:not([open])")];
    for (const answers of unfolded) answers.open = true;
  });
  window.addEventListener("afterprint", () => { for (const answers of unfolded) answers.open = false; });

  /* Numbers of all wards, one project at a time. */
  let factsOf = null;
  async function showFacts() {
    const project = byId("facts-project").value;
    if (!project) { byId("facts-count").textContent = "数値がありません。"; return; }
    if (factsOf !== project) {
      byId("facts-here").innerHTML = await unpacked("facts-" + project);
      factsOf = project;
      const chosen = byId("facts-ward").value;
      const wards = [...new Set([...document.querySelectorAll("#facts-here .ward")].map((ward) => ward.dataset.ward))];
      byId("facts-ward").replaceChildren(new Option("すべて", ""), ...wards.map((ward) => new Option(ward, ward, false, ward === chosen)));
      watch(byId("facts-here"));
    }
    const words = wordsOf(byId("facts-words").value);
    const ward = byId("facts-ward").value;
    let count = 0;
    for (const section of document.querySelectorAll("#facts-here .ward")) {
      let left = 0;
      for (const figure of section.querySelectorAll(".multiple")) {
        const text = folded(figure.querySelector("figcaption").textContent);
        figure.hidden = !words.every((word) => text.includes(word));
        left += figure.hidden ? 0 : 1;
      }
      section.hidden = !left || (ward && section.dataset.ward !== ward);
      count += section.hidden ? 0 : left;
    }
    byId("facts-count").textContent = `${count}件の推移`;
    drawRest(byId("facts"));
  }
  for (const id of ["facts-project", "facts-ward", "facts-words"]) byId(id).addEventListener("input", showFacts);

  /* Search: widths, cases and spaces make no difference. */
  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const wordsOf = (text) => text.normalize("NFKC").split(/\s+/).map(folded).filter(Boolean);
  let searchable = null;
  let found = [];
  let listed = 0;
  let turn = 0;

  async function everything() {
    searchable ??= Promise.all(Object.entries(index).map(async ([name, about]) =>
      JSON.parse(await unpacked("search-" + about.n)).map(([id, project, section, mark, text]) => ({ name, id, project, section, mark, text, folded: folded(text) }))
    )).then((lists) => lists.flat());
    return searchable;
  }

  function marked(text, words) {
    const characters = [...text];
    const starts = [];
    let flat = "";
    for (const [i, character] of characters.entries()) for (const part of folded(character)) { for (let k = 0; k < part.length; k++) starts.push(i); flat += part; }
    const hits = new Set();
    for (const word of words) for (let at = flat.indexOf(word); at >= 0; at = flat.indexOf(word, at + word.length)) for (let k = 0; k < word.length; k++) hits.add(starts[at + k]);
    const parts = [];
    for (let i = 0; i < characters.length;) {
      let end = i;
      while (end < characters.length && hits.has(end) === hits.has(i)) end++;
      const piece = characters.slice(i, end).join("");
      parts.push(hits.has(i) ? element("mark", { textContent: piece }) : piece);
      i = end;
    }
    return parts;
  }

  async function search() {
    const mine = ++turn;
    const words = wordsOf(byId("words").value);
    const project = byId("search-project").value, section = byId("search-section").value, all = byId("search-all").checked;
    if (!words.length) {
      byId("found").replaceChildren();
      byId("found-count").textContent = "";
      byId("found-more").hidden = true;
      return;
    }
    if (!searchable) byId("found-count").textContent = "さがしています…";
    const rows = await everything();
    if (mine !== turn) return;
    found = rows.filter((row) => (all || index[row.name].current) && (!project || row.project === Number(project)) && (!section || row.section === section) && words.every((word) => row.folded.includes(word)));
    listed = 0;
    byId("found").replaceChildren();
    byId("found-count").textContent = found.length ? `${found.length}件見つかりました。` : "見つかりません。語を短くするか、絞り込みを外してください。";
    more(words);
  }

  function more(words) {
    const names = Object.fromEntries([...byId("search-section").options].map((option) => [option.value, option.textContent]));
    byId("found").append(...found.slice(listed, listed + 100).map((row) => element("li", {},
      element("span", { className: "dim", textContent: `${index[row.name].name} ＞ ${row.project} ${index[row.name].projects[row.project] || ""} ＞ ${names[row.section] || row.section}` }),
      row.mark ? row.mark + " " : "",
      element("a", { href: "#" + row.id }, ...marked(row.text, words)))));
    listed += 100;
    byId("found-more").hidden = listed >= found.length;
  }
  let waiting = 0;
  byId("words").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 150); });
  for (const id of ["search-project", "search-section", "search-all"]) byId(id).addEventListener("change", search);
  byId("found-more").addEventListener("click", () => more(wordsOf(byId("words").value)));

  window.addEventListener("hashchange", go);
  go();
})();
