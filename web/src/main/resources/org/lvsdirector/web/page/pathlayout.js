/** Where the boxes and ways of the path lie; pure functions, in pixels. */

/** How thick a way is, in pixels, by its share of the busiest one. */
export function thickness(rate, most) {
  return rate > 0 && most > 0 ? 1.5 + 8.5 * Math.sqrt(rate / most) : 1.5;
}

/**
 * Puts the boxes of columns on an area.
 *
 * @return {boxes: Map id → {x, y, w, h}, height}; in pixels
 */
export function placed(columns, width, narrow) {
  return narrow ? stacked(columns, width) : sideBySide(columns, width);
}

const BOX = { height: 38, gap: 8 };

function sideBySide(columns, width) {
  const shares = [0.15, 0.21, 0.17, 0.23];
  const gap = (width * (1 - shares.reduce((a, b) => a + b))) / 3;
  const most = Math.max(...columns.map((it) => it.length));
  const height = most * (BOX.height + BOX.gap) - BOX.gap;
  const boxes = new Map();
  let x = 0;
  columns.forEach((column, i) => {
    const w = width * shares[i];
    const tall = column.length * (BOX.height + BOX.gap) - BOX.gap;
    column.forEach(({ id }, j) => {
      const y = (height - tall) / 2 + j * (BOX.height + BOX.gap);
      boxes.set(id, { x, y, w, h: BOX.height });
    });
    x += w + gap;
  });
  return { boxes, height };
}

function stacked(columns, width) {
  const gap = 8;
  const between = 30;
  const boxes = new Map();
  let y = 0;
  columns.forEach((column) => {
    const abreast = Math.min(column.length, 2);
    const w = (width - gap * (abreast - 1)) / abreast;
    column.forEach(({ id }, j) => {
      boxes.set(id, {
        x: (j % abreast) * (w + gap),
        y: y + Math.floor(j / abreast) * (BOX.height + gap),
        w,
        h: BOX.height,
      });
    });
    y += Math.ceil(column.length / abreast) * (BOX.height + gap) - gap + between;
  });
  return { boxes, height: y - between };
}

/** The line of a way between two placed boxes, as SVG path data. */
export function curve(from, to, narrow) {
  if (narrow) {
    const [x1, y1, x2, y2] = [from.x + from.w / 2, from.y + from.h, to.x + to.w / 2, to.y];
    const bend = Math.max(12, (y2 - y1) / 2);
    return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
  }
  const [x1, y1, x2, y2] = [from.x + from.w, from.y + from.h / 2, to.x, to.y + to.h / 2];
  const bend = (x2 - x1) / 2;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
