"use strict";
// Sort a table by a click on a heading; numbers by value, everything else by text.
document.querySelectorAll("table.sortable th").forEach(function (head) {
  head.addEventListener("click", function () {
    const body = head.closest("table").tBodies[0], column = head.cellIndex;
    const down = head.dataset.down !== "1";
    head.dataset.down = down ? "1" : "0";
    const key = function (row) {
      const cell = row.cells[column], raw = cell.dataset.v || cell.textContent, value = parseFloat(raw);
      return isNaN(value) ? raw : value;
    };
    Array.from(body.rows).sort(function (a, b) {
      const x = key(a), y = key(b);
      const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "zh-CN");
      return down ? -order : order;
    }).forEach(function (row) { body.appendChild(row); });
  });
});
// The letters: thousands of rows, so they are drawn page by page from the data at the end of the file.
(function () {
  const box = document.getElementById("letters");
  if (!box) return;
  const data = JSON.parse(document.getElementById("letters-data").textContent);
  const body = box.querySelector("tbody"), count = box.querySelector(".count");
  const word = box.querySelector("input"), select = box.querySelector("select");
  const size = 50;
  let page = 0;
  function draw() {
    const found = data.filter(function (row) {
      return (!select.value || row.body === select.value) && (!word.value || row.all.indexOf(word.value) >= 0);
    });
    const pages = Math.max(1, Math.ceil(found.length / size));
    page = Math.min(Math.max(page, 0), pages - 1);
    count.textContent = found.length + " 封,第 " + (page + 1) + " / " + pages + " 页";
    body.textContent = "";
    found.slice(page * size, (page + 1) * size).forEach(function (row) {
      const line = body.insertRow();
      if (row.urgent) line.className = "urgent";
      row.cells.forEach(function (value) { line.insertCell().textContent = value; });
    });
  }
  data.forEach(function (row) { row.all = row.cells.join(" "); });
  word.addEventListener("input", function () { page = 0; draw(); });
  select.addEventListener("change", function () { page = 0; draw(); });
  box.querySelector(".prev").addEventListener("click", function () { page -= 1; draw(); });
  box.querySelector(".next").addEventListener("click", function () { page += 1; draw(); });
  draw();
})();
