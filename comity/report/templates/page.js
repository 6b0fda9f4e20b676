"use strict";
(() => {
  // Links lead into folded parts: unfold what the target lies in.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
  // On paper nothing can be unfolded.
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => { part.open = true; }));
  // The box to look for a name is of no use without this script, so it comes with it.
  const parts = [...document.querySelectorAll("[data-name]")];
  const box = document.createElement("input");
  box.type = "search";
  box.placeholder = "Show only …";
  box.setAttribute("aria-label", "Show only organisations, offices, speakers and articles whose name or text holds");
  const names = new Map();
  const textOf = (part) => {
    if (!names.has(part)) names.set(part, part.textContent.toLowerCase());
    return names.get(part);
  };
  box.addEventListener("input", () => {
    const wanted = box.value.trim().toLowerCase();
    for (const part of parts) part.hidden = Boolean(wanted) && !textOf(part).includes(wanted);
  });
  document.querySelector("nav").append(box);
})();
