"use strict";
(() => {
  const boxes = [...document.querySelectorAll("input[data-tick]")];
  const key = document.documentElement.dataset.key;
  if (!boxes.length || !key) return;
  const name = `legpress:${key}`;
  let storage = null;
  try {
    storage = localStorage;
  } catch {
    // A browser may refuse to remember; the boxes can be ticked all the same.
  }
  const read = () => {
    try {
      const kept = JSON.parse(storage.getItem(name));
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  };
  const show = () => {
    const kept = read();
    for (const box of boxes) box.checked = kept.includes(box.dataset.tick);
  };
  const keep = () => {
    const ticked = boxes.filter((box) => box.checked).map((box) => box.dataset.tick);
    try {
      if (ticked.length) storage.setItem(name, JSON.stringify(ticked));
      else storage.removeItem(name);
    } catch {
      // There may be no storage, or no room in it.
    }
  };
  for (const box of boxes) box.addEventListener("change", keep);
  document.getElementById("clear").addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    keep();
  });
  addEventListener("storage", (event) => event.key === name && show());
  document.querySelector("#ticks p").hidden = storage === null;
  document.getElementById("ticks").hidden = false;
  show();
})();
