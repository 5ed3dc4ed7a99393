/** Calls back with the width and height of an element, at once and whenever they change. */
export function onSize(element, then) {
  let frame = 0;
  // In the next frame: what is drawn anew while sizes are told would change them again.
  const watch = new ResizeObserver(([{ contentRect }]) => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => then(contentRect));
  });
  watch.observe(element);
  return () => {
    cancelAnimationFrame(frame);
    watch.disconnect();
  };
}
