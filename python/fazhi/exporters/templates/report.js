"use strict";
// Comfort only: the page says all it has to say without this script.
(() => {
  const lit = new Set();
  const light = (indices) => {
    lit.forEach((e) => e.classList.remove("lit"));
    lit.clear();
    for (const i of indices)
      for (const e of document.querySelectorAll(`[data-r~="${i}"], [data-rel="${i}"]`)) {
        e.classList.add("lit");
        lit.add(e);
      }
  };
  const follow = (event) => {
    const e = event.target.closest?.("[data-r], [data-rel]");
    light(e ? (e.dataset.r ?? e.dataset.rel).split(" ").filter(Boolean) : []);
  };
  document.addEventListener("mouseover", follow);
  document.addEventListener("focusin", follow);

  const links = new Map();
  for (const a of document.querySelectorAll(".outline a")) {
    const target = document.getElementById(a.hash.slice(1));
    if (target) links.set(target, a);
  }
  let current = null;
  const spy = () => {
    let best = null;
    for (const [target, a] of links) {
      if (target.getBoundingClientRect().top > 120) break;
      best = a;
    }
    if (best === current) return;
    current?.removeAttribute("aria-current");
    best?.setAttribute("aria-current", "true");
    current = best;
  };
  let waiting = false;
  document.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; spy(); });
  }, { passive: true });
  spy();
})();
