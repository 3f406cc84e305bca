() => [...document.querySelectorAll("body *")].filter(element => {
  const style = getComputedStyle(element);
  if (style.visibility === "hidden" || style.position === "absolute" || element.closest(".visually-hidden, svg")) return false;
  const hides = value => value === "hidden" || value === "clip";
  return hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1
    || hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
}).map(element => element.outerHTML.slice(0, 120))
