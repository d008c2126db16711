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
      const here = link.dataset.view === (name === "sheet" ? "sheets" : name);
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
    for (const rate of sheet.querySelectorAll("a.rate")) {
      rate.href = "#" + rate.parentElement.id;
      rate.append(element("span", { className: "unseen", textContent: "の該当箇所" }));
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
    for (const link of copy.querySelectorAll("a.at, .for, .scan, .unseen")) link.remove();
    return copy.textContent.trim();
  }

  /* What is chosen in a view stands in its address: #ratings?ward=…&rating=B. */
  const controlsOf = (view) => [...byId(view).querySelectorAll("[data-key]")];
  const usual = (control) => control.dataset.usual || "";
  const valueOf = (control) => control.type === "checkbox" ? (control.checked ? "1" : "") : control.value;
  const chosenIn = (view) => Object.fromEntries(controlsOf(view).map((control) => [control.dataset.key, valueOf(control)]));

  function choose(view, query) {
    const given = new URLSearchParams(query && !query.includes("=") ? "q=" + query : query);
    for (const control of controlsOf(view)) {
      const value = given.get(control.dataset.key) ?? usual(control);
      if (control.type === "checkbox") control.checked = value === "1"; else control.value = value;
      if (control.selectedIndex === -1) control.value = usual(control);
    }
  }

  /* The bar leads back to a view as it was left. */
  function addressOf(view) {
    const query = new URLSearchParams();
    for (const control of controlsOf(view)) if (valueOf(control) !== usual(control)) query.set(control.dataset.key, valueOf(control));
    const address = "#" + view + (String(query) ? "?" + query : "");
    document.querySelector(`.top nav a[data-view=${view}]`).setAttribute("href", address);
    return address;
  }

  function keep(view) {
    const address = addressOf(view);
    if (!byId(view).hidden && location.hash !== address) { history.replaceState(null, "", address); from = address.slice(1); }
  }

  const isOf = (row, chosen) => (!chosen.ward || row.dataset.ward === chosen.ward) &&
    (!chosen.term || (chosen.term === "latest" ? row.dataset.latest === "1" : row.dataset.term === chosen.term));

  /* What is seen, in words: the count and what it was narrowed by, for the screen reader and for paper. */
  function tell(view, said) {
    const narrowed = controlsOf(view).filter((control) => control.type !== "search" && control.dataset.key !== "show" && valueOf(control) && valueOf(control) !== "1")
      .map((control) => control.selectedOptions?.[0]?.textContent || valueOf(control));
    byId(view).querySelector(".said").textContent = said + (narrowed.length ? `(${narrowed.join("、")})` : "");
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
    const [view, ...query] = address.split("?");
    const chosen = views.some((found) => found.id === view && view !== "sheet") ? view : "ratings";
    if (address === "content") { byId("content").focus(); return; }
    show(chosen);
    byId("lost").hidden = !address || chosen === view;
    document.title = TITLE;
    choose(chosen, chosen === view ? query.join("?") : "");
    addressOf(chosen);
    await SHOWN[chosen]?.();
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
  const numbersOf = (boxes) => boxes.split(";").filter(Boolean).map((box) => box.split(" ").map(Number));
  const boxesOf = (row) => numbersOf(row.dataset.b || "");

  function frame([, x0, y0, x1, y1], colour) {
    const made = document.createElementNS(NS, "rect");
    const drawn = { x: x0 - 2, y: y0 - 2, width: x1 - x0 + 4, height: y1 - y0 + 4, fill: colour + "14", stroke: colour, "stroke-width": 1.5 };
    for (const [key, value] of Object.entries(drawn)) made.setAttribute(key, value);
    return made;
  }

  function picture(row, name) {
    const whole = byId("place-whole").getAttribute("aria-pressed") === "true";
    const boxes = boxesOf(row);
    const ratings = (row.dataset.r || "").split("|").filter(Boolean).flatMap((party) => {
      const [who, places] = party.split(":");
      return numbersOf(places).map((box) => ({ who, box }));
    });
    const all = [...boxes, ...ratings.map((rating) => rating.box)];
    const pages = all.length ? [...new Set(all.map((box) => box[0]))].sort((a, b) => a - b) : [Number(row.dataset.p)];
    shown = { row, name };
    const { n, sizes, folder, file, url } = index[name];
    byId("place-where").textContent = `${file} ${pages.map((page) => page + "ページ").join("、")}`;
    byId("place-online").hidden = !url;
    if (url) {
      const online = byId("place-online").firstElementChild;
      online.href = url.includes("#") ? url : `${url}#page=${pages[0]}`;
      online.textContent = `公表されたPDFの${pages[0]}ページを開く(通信します)`;
    }
    byId("place-address").value = location.href;
    byId("place-said").textContent = "";
    byId("place-pictures").replaceChildren(...pages.map((page) => {
      const [width, height] = sizes[page - 1] || [595, 842];
      const here = all.filter((box) => box[0] === page);
      const svg = document.createElementNS(NS, "svg");
      const label = `${page}ページの該当箇所。赤い枠: ${said(row).slice(0, 200)}${ratings.length ? "。青い枠: 評価" : ""}`;
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
      for (const box of boxes) if (box[0] === page) svg.append(frame(box, "#b00028"));
      for (const { who, box } of ratings) {
        if (box[0] !== page) continue;
        const name = document.createElementNS(NS, "text");
        for (const [key, value] of Object.entries({ x: (box[1] + box[3]) / 2, y: box[2] - 5, "text-anchor": "middle", "font-size": 8, fill: "#0b4f80", stroke: "#fff", "stroke-width": 2, "paint-order": "stroke" })) name.setAttribute(key, value);
        name.textContent = who;
        svg.append(frame(box, "#0b4f80"), name);
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
    if (back && shown) (shown.row.querySelector("a.at, a.cell, a.rate") || byId("content")).focus();
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
    const link = event.target.closest("a.at, a.cell, a.rate");
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

  /* Ratings: the grids, or a list of the goals with their texts. */
  function letters(pair) {
    return [...pair.querySelectorAll(".r")].map((letter) => letter.textContent.trim());
  }

  function isRated(pair, rating) {
    const [operator, ward] = letters(pair);
    if (rating === "differ") return operator !== ward;
    if (rating === "none") return operator === "－" || ward === "－";
    return !rating || operator === rating || ward === rating;
  }

  let goals = [];
  function showRatings() {
    const chosen = chosenIn("ratings");
    goals = [];
    for (const grid of document.querySelectorAll("#ratings .grid")) {
      let left = 0;
      for (const line of grid.querySelectorAll("tbody tr")) {
        const pairs = !chosen.project || grid.dataset.project === chosen.project ? [...line.querySelectorAll(".pair")] : [];
        const fitting = isOf(line, chosen) ? pairs.filter((pair) => isRated(pair, chosen.rating)) : [];
        for (const pair of pairs) pair.classList.toggle("off", !fitting.includes(pair));
        line.hidden = !fitting.length;
        left += fitting.length;
        goals.push(...fitting.map((pair) => ({ pair, line: line.dataset, project: grid.querySelector("h2").textContent, text: pair.title.trim(), sure: pair.dataset.sure })));
      }
      grid.hidden = !left;
    }
    const asList = chosen.show === "list";
    document.querySelector("#ratings .grids").hidden = asList;
    byId("goals-list").hidden = !asList;
    if (asList) byId("goals-list").querySelector("tbody").replaceChildren(...goals.map(goalLine));
    tell("ratings", goals.length ? `${goals.length}件の姿` : "当てはまる姿はありません。絞り込みを外してください。");
  }

  function goalLine({ pair, line, project, text, sure }) {
    const cells = [...pair.querySelectorAll(".r")].map((letter) => element("td", {}, letter.cloneNode(true)));
    return element("tr", {}, element("td", {}, line.ward, element("span", { className: "years", textContent: line.term })), element("td", { textContent: project }),
      element("td", {}, element("a", { href: pair.getAttribute("href"), textContent: text }), ...scanned(sure)), ...cells);
  }

  /* What changed: a line for each ward, and all of it for the ward that is chosen, or where there is but one. */
  async function showChanges() {
    const chosen = chosenIn("changes");
    const lines = [...document.querySelectorAll("#changes-all tbody tr")];
    if (!lines.length) return;
    const fitting = lines.filter((line) => isOf(line, chosen));
    for (const line of lines) line.hidden = !fitting.includes(line);
    const opened = chosen.ward || lines.length === 1 ? fitting : [];
    const mine = ++turn;
    const texts = await Promise.all(opened.map((line) => unpacked(line.dataset.chunk)));
    if (mine !== turn) return;
    byId("changes-here").innerHTML = texts.join("");
    for (const part of document.querySelectorAll("#changes-here [data-part]")) part.hidden = !!chosen.part && part.dataset.part !== chosen.part;
    for (const row of document.querySelectorAll("#changes-here [data-project]")) row.hidden = !!chosen.project && row.dataset.project !== chosen.project;
    tell("changes", opened.length ? `${opened.length}件の変化を下に示しています。` : fitting.length ? `${fitting.length}件の変化。区を選ぶと、姿ごとの評価、指標、課題のその後が開きます。` : "比べるシートがありません。");
  }

  /* Indicators of all wards, one project at a time. */
  const opens = {};
  async function openProject(view, project) {
    if (opens[view] === project) return;
    byId(`${view}-here`).innerHTML = await unpacked(`${view}-${project}`);
    opens[view] = project;
    watch(byId(`${view}-here`));
  }

  async function showIndicators() {
    const chosen = chosenIn("indicators");
    if (!chosen.project) return;
    await openProject("indicators", chosen.project);
    const words = wordsOf(chosen.words);
    let count = 0;
    for (const overlay of document.querySelectorAll("#indicators-here .overlay")) {
      let left = 0;
      for (const line of overlay.querySelectorAll("[data-ward]")) {
        const hidden = !!chosen.ward && line.dataset.ward !== chosen.ward;
        line.toggleAttribute("hidden", hidden);
        left += hidden ? 0 : 1;
      }
      const title = folded(overlay.querySelector("h2").textContent);
      overlay.hidden = !left || !words.every((word) => title.includes(word));
      count += overlay.hidden ? 0 : 1;
    }
    tell("indicators", count ? `${count}個の指標` : "当てはまる指標はありません。");
  }

  /* Numbers of all wards, one project at a time. */
  async function showFacts() {
    const chosen = chosenIn("facts");
    if (!chosen.project) { tell("facts", "数値がありません。"); return; }
    await openProject("facts", chosen.project);
    const words = wordsOf(chosen.words);
    let count = 0;
    for (const section of document.querySelectorAll("#facts-here .ward")) {
      let left = 0;
      for (const figure of section.querySelectorAll(".multiple")) {
        const text = folded(figure.querySelector("figcaption").textContent);
        figure.hidden = !words.every((word) => text.includes(word));
        left += figure.hidden ? 0 : 1;
      }
      section.hidden = !left || !isOf(section, chosen);
      count += section.hidden ? 0 : left;
    }
    tell("facts", `${count}件の推移`);
    drawRest(byId("facts"));
  }

  function showSheets() {
    let count = 0;
    for (const row of document.querySelectorAll("#sheets-all tbody tr")) { row.hidden = !isOf(row, chosenIn("sheets")); count += row.hidden ? 0 : 1; }
    tell("sheets", `${count}件のシート`);
  }

  /* Search: widths, cases and spaces make no difference. */
  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const wordsOf = (text) => text.normalize("NFKC").split(/\s+/).map(folded).filter(Boolean);
  let searchable = null;
  let found = [];
  let listed = 0;
  let turn = 0;

  async function everything() {
    searchable ??= Promise.all(Object.entries(index).map(async ([name, about]) =>
      JSON.parse(await unpacked("search-" + about.n)).map(([id, project, section, mark, text, sure]) => ({ name, id, project, section, mark, text, sure, folded: folded(text) }))
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
    const chosen = chosenIn("search");
    const words = wordsOf(chosen.q);
    if (!words.length) {
      found = [];
      byId("found").replaceChildren();
      byId("found-count").textContent = "";
      byId("found-more").hidden = true;
      return;
    }
    if (!searchable) byId("found-count").textContent = "さがしています…";
    const rows = await everything();
    if (mine !== turn) return;
    found = rows.filter((row) => isSought(row, chosen) && words.every((word) => row.folded.includes(word)));
    listed = 0;
    byId("found").replaceChildren();
    tell("search", found.length ? `${found.length}件見つかりました。` : "見つかりません。語を短くするか、絞り込みを外してください。");
    more(words);
  }

  function isSought(row, chosen) {
    const about = index[row.name];
    return (chosen.all || about.current) && isOf({ dataset: about }, chosen) && (!chosen.project || row.project === Number(chosen.project)) && (!chosen.section || row.section === chosen.section);
  }

  const sectionNames = () => Object.fromEntries([...byId("search-section").options].map((option) => [option.value, option.textContent]));
  const projectName = (row) => `${row.project} ${index[row.name].projects[row.project] || ""}`.trim();

  /* How surely a row was read from a picture. */
  function scanned(sure) {
    const how = element("span", { className: "unseen", textContent: "、最も不確かな文字の確からしさ" });
    return sure ? [" ", element("span", { className: "scan" }, "読取", how, " " + sure)] : [];
  }

  function more(words) {
    const names = sectionNames();
    byId("found").append(...found.slice(listed, listed + 100).map((row) => element("li", {},
      element("span", { className: "dim", textContent: `${index[row.name].name} ＞ ${projectName(row)} ＞ ${names[row.section] || row.section}` }),
      row.mark ? row.mark + " " : "",
      element("a", { href: "#" + row.id }, ...marked(row.text, words)), ...scanned(row.sure))));
    listed += 100;
    byId("found-more").hidden = listed >= found.length;
  }
  byId("found-more").addEventListener("click", () => more(wordsOf(byId("words").value)));

  /* CSV of what is seen, for Excel: a mark of the encoding in front, and no text that would be taken for a formula. */
  const visible = (selector) => [...document.querySelectorAll(selector)].filter((found) => found.checkVisibility());
  const textOf = (place) => said(place).replace(/\s+/g, " ");
  const address = (link) => decoded(link.getAttribute("href").slice(1));
  const LISTS = {
    ratings: () => [["区", "期", "事業", "目指す拠点の姿", "法人の評価", "区の評価", "訂正", "番地"],
      ...goals.map(({ pair, line, project, text }) => [line.ward, line.term, project, text, ...letters(pair), pair.dataset.corrected || "", address(pair)])],
    changes: () => {
      const chosen = chosenIn("changes");
      const parts = { ratings: "自己評価", indicators: "指標", challenges: "課題" };
      const lines = visible("#changes-here [data-csv]").flatMap((step) => JSON.parse(step.dataset.csv))
        .filter((line) => (!chosen.part || line[3].startsWith(parts[chosen.part])) && (!chosen.project || line[4].split(" ")[0] === chosen.project));
      if (lines.length) return [["区", "前の期", "後の期", "種類", "事業", "内容", "前", "後", "変化", "訂正"], ...lines];
      const [head, ...rows] = visible("#changes-all tr").map((row) => [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, " ").trim()));
      return [head, ...rows];
    },
    indicators: () => [["指標", "区", "年度", "西暦", "数値", "印刷のとおり", "番地"], ...visible("#indicators-here .overlay").flatMap((overlay) => {
      const years = [...overlay.querySelectorAll("thead th[data-year]")];
      return [...overlay.querySelectorAll("tbody tr:not([hidden])")].flatMap((row) => [...row.cells].slice(1).flatMap((cell, i) => {
        const link = cell.querySelector("a");
        return link ? [[textOf(overlay.querySelector("h2")), row.dataset.ward, years[i].textContent + "年度", years[i].dataset.year, link.textContent.replaceAll(",", ""), link.title.split(" ")[0], address(link)]] : [];
      }));
    })],
    facts: () => [["区", "期", "項目", "時期", "数値", "印刷のとおり", "番地"], ...visible("#facts-here .multiple").flatMap((figure) => {
      const { ward, term } = figure.closest(".ward").dataset;
      return JSON.parse(figure.querySelector(".chart").dataset.points).map(([label, value, raw, , id]) => [ward, term, textOf(figure.querySelector("figcaption")), label, value ?? "", raw, decoded(id)]);
    })],
    search: () => [["シート", "事業", "欄", "記号", "文", "番地"], ...found.map((row) => [index[row.name].name, projectName(row), sectionNames()[row.section] || row.section, row.mark, row.text, decoded(row.id)])],
    sheets: () => visible("#sheets-all tr").map((row) => [...row.cells].map(textOf)),
  };
  const spelled = (value) => {
    const text = String(value ?? "");
    const harmless = text === "－" || /^[+-]?[\d.,]+%?$/.test(text) || !/^[=+\-@＝＋－＠\t\r\n']/.test(text);
    return '"' + (harmless ? text : "'" + text).replaceAll('"', '""') + '"';
  };

  function save(view) {
    const lines = LISTS[view]();
    const text = "\ufeff" + lines.map((line) => line.map(spelled).join(",") + "\r\n").join("");
    const link = element("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: `${byId(view).querySelector("h1").textContent}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    tell(view, `${lines.length - 1}行をCSVに保存しました。`);
  }

  const SHOWN = { ratings: showRatings, changes: showChanges, indicators: showIndicators, facts: showFacts, search, sheets: showSheets };
  let waiting = 0;
  for (const [view, showing] of Object.entries(SHOWN)) {
    byId(view).addEventListener("input", (event) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { keep(view); showing(); }, event.target.type === "search" ? 150 : 0);
    });
    byId(view).querySelector(".all")?.addEventListener("click", () => { choose(view, ""); keep(view); showing(); });
    byId(view).querySelector(".csv")?.addEventListener("click", () => save(view));
  }

  window.addEventListener("hashchange", go);
  go();
})();
