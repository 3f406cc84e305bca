() => {
  const element = document.activeElement;
  if (element === document.body) return "nothing has the focus";
  const label = element.matches("input") ? element.labels[0] : null;
  const seen = box => box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
    && box.right > 0 && box.left < innerWidth;
  const boxes = [...element.getClientRects(), ...(label ? label.getClientRects() : [])].filter(seen);
  const on_top = boxes.some(box => {
    const x = Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max((box.top + box.bottom) / 2, 1), innerHeight - 1);
    const found = document.elementFromPoint(x, y);
    return found && (element.contains(found) || (label && label.contains(found)) || found.contains(element));
  });
  const style = getComputedStyle(element);
  const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return on_top && marked ? "" : `${element.outerHTML.slice(0, 120)}: ${on_top ? "not marked" : "obscured"}`;
}
