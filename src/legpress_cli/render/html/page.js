"use strict";
(() => {
  const boxes = [...document.querySelectorAll("input")];
  const key = document.documentElement.dataset.key;
  if (!boxes.length || !key) return;
  const name = `legpress:${key}`;
  const markOf = (box) => `${box.name}=${box.value}`;
  let storage = null;
  try {
    storage = localStorage;
  } catch {
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
    for (const box of boxes) box.checked = kept.includes(markOf(box));
  };
  const keep = () => {
    const marks = boxes.filter((box) => box.checked).map(markOf);
    try {
      if (marks.length) storage.setItem(name, JSON.stringify(marks));
      else storage.removeItem(name);
    } catch {
    }
  };
  for (const box of boxes) box.addEventListener("change", keep);
  document.getElementById("clear").addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    keep();
  });
  addEventListener("storage", (event) => event.key === name && show());
  addEventListener("pageshow", show);
  document.querySelector("#marks p").hidden = storage === null;
  document.getElementById("marks").hidden = false;
})();
