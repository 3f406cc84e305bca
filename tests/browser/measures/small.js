// Targets under 24 x 24 px. A link within a sentence may be as high as its line; a box counts with its label.
() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")].map(element => {
  const target = element.matches("input") && element.labels.length ? element.parentElement : element;
  const { width, height } = target.getBoundingClientRect();
  const sentence = element.closest("p, dd, dt, td, th, figcaption, caption, h1, h2, h3");
  const within = getComputedStyle(element).display === "inline" && sentence;
  const small = width && height > 1 && !within && (width < 23.99 || height < 23.99);
  return small ? `${width} x ${height}: ${element.outerHTML.slice(0, 120)}` : "";
}).filter(Boolean)
