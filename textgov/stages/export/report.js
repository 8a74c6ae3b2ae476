"use strict";
// Sort a table by a click on a heading; numbers by value, everything else by text.
document.querySelectorAll("table.sortable th").forEach(function (head) {
  head.addEventListener("click", function () {
    const body = head.closest("table").tBodies[0], column = head.cellIndex;
    const down = head.dataset.down !== "1";
    head.dataset.down = down ? "1" : "0";
    const key = function (row) {
      const cell = row.cells[column], raw = (cell.dataset.v || cell.textContent).trim();
      const value = Number(raw.replace(/,/g, ""));
      return raw === "" || isNaN(value) ? raw : value;
    };
    Array.from(body.rows).sort(function (a, b) {
      const x = key(a), y = key(b);
      const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "zh-CN");
      return down ? -order : order;
    }).forEach(function (row) { body.appendChild(row); });
  });
});
// A link of the matrix may lead into a folded report; paper cannot be unfolded.
function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1))), box = target && target.closest("details");
  if (box && !box.open) { box.open = true; target.scrollIntoView(); }
}
window.addEventListener("hashchange", unfold);
window.addEventListener("beforeprint", function () {
  document.querySelectorAll("details").forEach(function (box) { box.open = true; });
});
unfold();
// The name of a practice above a text shows its evidence alone; a second click shows all again.
document.querySelectorAll("details > .chips span").forEach(function (chip) {
  chip.title = "点一下，只看这种做法的证据";
  chip.addEventListener("click", function () {
    const box = chip.closest("details"), on = !chip.classList.contains("on"), name = chip.textContent + "（";
    box.querySelectorAll(".chips .on").forEach(function (other) { other.classList.remove("on"); });
    chip.classList.toggle("on", on);
    box.classList.toggle("spot", on);
    box.querySelectorAll("mark").forEach(function (mark) {
      mark.classList.toggle("on", mark.title.split("、").some(function (told) { return told.startsWith(name); }));
    });
  });
});
// A list that is narrowed by words and choices above it; a row tells what it is in its data attributes.
document.querySelectorAll(".find[data-table]").forEach(function (box) {
  const rows = Array.from(document.querySelectorAll("#" + box.dataset.table + " tbody tr")), fields = box.querySelectorAll("input,select");
  function narrow() {
    let shown = 0;
    rows.forEach(function (row) {
      row.hidden = !Array.from(fields).every(function (field) {
        const key = field.dataset.key, told = key ? row.dataset[key] : "";
        if (field.type === "checkbox") return !field.checked || told;
        if (!field.value) return true;
        if (!key) return row.textContent.toLowerCase().indexOf(field.value.toLowerCase()) >= 0;
        return told === field.value || told.split(" ").indexOf(field.value) >= 0;
      });
      if (!row.hidden) shown += 1;
    });
    box.querySelector(".count").textContent = shown + " 个问题";
  }
  fields.forEach(function (field) { field.addEventListener("input", narrow); });
  narrow();
});
// The letters: thousands of rows, so they are drawn page by page from the data at the end of the file.
(function () {
  const box = document.getElementById("letters");
  if (!box) return;
  const data = JSON.parse(document.getElementById("letters-data").textContent);
  const body = box.querySelector("tbody"), count = box.querySelector(".count");
  const word = box.querySelector("input"), select = box.querySelector("select");
  const previous = box.querySelector(".prev"), next = box.querySelector(".next");
  const size = 50;
  let page = 0;
  function draw() {
    const found = data.filter(function (row) {
      return (!select.value || row.body === select.value) && (!word.value || row.all.indexOf(word.value.toLowerCase()) >= 0);
    });
    const pages = Math.max(1, Math.ceil(found.length / size));
    page = Math.min(Math.max(page, 0), pages - 1);
    count.textContent = found.length + " 封，第 " + (page + 1) + " / " + pages + " 页";
    previous.disabled = page === 0;
    next.disabled = page === pages - 1;
    body.textContent = "";
    found.slice(page * size, (page + 1) * size).forEach(function (row) {
      const line = body.insertRow();
      if (row.urgent) line.className = "urgent";
      row.cells.forEach(function (value) { line.insertCell().textContent = value; });
    });
  }
  data.forEach(function (row) { row.all = row.cells.join(" ").toLowerCase(); });
  word.addEventListener("input", function () { page = 0; draw(); });
  select.addEventListener("change", function () { page = 0; draw(); });
  previous.addEventListener("click", function () { page -= 1; draw(); });
  next.addEventListener("click", function () { page += 1; draw(); });
  draw();
})();
