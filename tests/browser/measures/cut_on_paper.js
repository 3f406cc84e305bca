() => [...document.querySelectorAll("main *")].filter(element =>
  element.clientWidth > 1 && getComputedStyle(element).overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1
).map(element => element.outerHTML.slice(0, 120))
