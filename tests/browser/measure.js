// What a reader would meet on the page: each measure returns sentences about what is wrong, none where all is well.
globalThis.measure = (() => {
  const LEAST_TARGET = 44;
  const LEAST_CONTRAST = 4.5;
  const LEAST_CONTRAST_DRAWN = 3;
  const LEAST_LABEL = 11; // pixels of a word in a drawing
  const MOST_GREY = 24; // how far the red, green and blue of a grey may lie apart
  const LEAST_EDGE = 3;
  const TOUCH = 1; // pixels by which neighbouring letters' boxes may meet
  const CONTROLS = "a[href], button, input, select, summary, textarea";
  const NOT_READ = "script, style, title, desc, noscript";

  function isHidden(element) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) return true;
    for (let holder = element; holder; holder = holder.parentElement) {
      if (getComputedStyle(holder).clipPath !== "none" || (holder.clientHeight === 1 && holder.clientWidth === 1)) return true;
    }
    return false;
  }

  const shorten = (text) => JSON.stringify(text.replaceAll(/\s+/g, " ").trim().slice(0, 60));
  const nameOf = (element) => `<${element.localName}${element.id && ` id=${element.id}`}> ${shorten(element.textContent)}`;

  function* readTexts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.data.trim() && !node.parentElement.closest(NOT_READ) && !isHidden(node.parentElement)) yield node;
    }
  }

  function boxesOf(node) {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((box) => box.width > TOUCH && box.height > TOUCH);
  }

  function scaleOf(element) {
    return element instanceof SVGElement ? Math.abs(element.getScreenCTM().a) : 1;
  }

  function findControls() {
    return [...document.querySelectorAll(CONTROLS)].filter((element) => !isHidden(element));
  }

  function meet(one, other) {
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    return wide > TOUCH && high > 2 * TOUCH;
  }

  function placeAll() {
    const texts = [...readTexts()].map((node) => ({ node, boxes: boxesOf(node), name: shorten(node.data) }));
    const controls = findControls().map((node) => ({ node, boxes: [...node.getClientRects()], name: nameOf(node) }));
    const placed = [...texts, ...controls].flatMap(({ node, boxes, name }) => boxes.map((box) => ({ node, box, name })));
    return placed.sort((one, other) => one.box.top - other.box.top);
  }

  function overlaps() {
    const placed = placeAll();
    const found = new Set();
    for (const [at, one] of placed.entries()) {
      for (let next = at + 1; next < placed.length && placed[next].box.top < one.box.bottom; next += 1) {
        const other = placed[next];
        const within = one.node.contains(other.node) || other.node.contains(one.node);
        if (!within && meet(one.box, other.box)) found.add(`${one.name} lies over ${other.name}`);
      }
    }
    return [...found];
  }

  function sideways() {
    const width = document.documentElement.clientWidth;
    const scrolled = [...document.querySelectorAll("html, body, body *")]
      .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1 && !isHidden(element))
      .filter((element) => element === document.documentElement || getComputedStyle(element).overflowX !== "visible")
      .map((element) => `${nameOf(element)} scrolls sideways: ${element.scrollWidth} in ${element.clientWidth}`);
    const cut = placeAll()
      .filter(({ box }) => box.left < -TOUCH || box.right > width + TOUCH)
      .map(({ box, name }) => `${name} reaches from ${Math.round(box.left)} to ${Math.round(box.right)} of ${width}`);
    return [...scrolled, ...cut];
  }

  function smallTexts(least, drawn = Math.min(least, LEAST_LABEL)) {
    return [...readTexts()]
      .map((node) => ({ node, size: parseFloat(getComputedStyle(node.parentElement).fontSize) * scaleOf(node.parentElement) }))
      .filter(({ node, size }) => size < (node.parentElement.closest("svg") ? drawn : least) - 0.01)
      .map(({ node, size }) => `${shorten(node.data)} is written in ${size.toFixed(1)} pixels`);
  }

  // What a finger must hit is a control together with its label.
  function smallTargets() {
    return findControls().flatMap((element) => {
      const boxes = [element, ...(element.labels ?? [])].map((part) => part.getBoundingClientRect());
      const hit = boxes.some((box) => box.width >= LEAST_TARGET && box.height >= LEAST_TARGET);
      return hit ? [] : [`${nameOf(element)} is ${boxes.map((box) => `${box.width} x ${box.height}`).join(", ")}`];
    });
  }

  function brightness(colour) {
    const parts = colour.match(/[\d.]+/g).map((part) => part / 255);
    const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  const contrastOf = (one, other) => {
    const [light, dark] = [one, other].map(brightness).sort((first, second) => second - first);
    return (light + 0.05) / (dark + 0.05);
  };
  const paintsOf = (part) => ["fill", "stroke"].map((paint) => getComputedStyle(part)[paint]).filter((paint) => paint !== "none");

  // axe-core knows neither what a word in a drawing stands on nor its lines.
  function paleDrawings() {
    return [...document.querySelectorAll("svg.drawing")].flatMap((svg) => {
      const probe = svg.appendChild(document.createElementNS(svg.namespaceURI, "rect"));
      probe.style.fill = "var(--paper)";
      const ground = getComputedStyle(probe).fill;
      probe.remove();
      const words = [...svg.querySelectorAll("text")].map((part) => [part, [getComputedStyle(part).fill], LEAST_CONTRAST]);
      const changed = [...svg.querySelectorAll("g:not(.same)")];
      const lines = changed.map((group) => [group, [...group.children].flatMap(paintsOf), LEAST_CONTRAST_DRAWN]);
      return [...words, ...lines]
        .map(([part, paints, least]) => ({ part, least, contrast: Math.max(...paints.map((paint) => contrastOf(paint, ground))) }))
        .filter(({ least, contrast }) => contrast < least)
        .map(({ part, contrast }) => `${nameOf(part)} in a drawing has a contrast of ${contrast.toFixed(2)}`);
    });
  }

  // Colour is for what changes.
  function colouredParts(selector) {
    return [...document.querySelectorAll(`svg.drawing ${selector}`)].flatMap((part) =>
      paintsOf(part)
        .map((paint) => paint.match(/[\d.]+/g).slice(0, 3).map(Number))
        .filter((parts) => Math.max(...parts) - Math.min(...parts) > MOST_GREY)
        .map((parts) => `${part.parentElement.className.baseVal} has the colour ${parts.join(" ")}`),
    );
  }

  // Words in a drawing stand clear of each other, of every shape and line, and of its edge.
  function crossedLabels() {
    return [...document.querySelectorAll("svg.drawing")].flatMap((svg) => {
      const words = [...svg.querySelectorAll(":scope > text")].map((text) => ({ text, box: text.getBBox() }));
      const shapes = [...svg.querySelectorAll("path, circle")];
      const { width, height } = svg.viewBox.baseVal;
      return words.flatMap(({ text, box }, at) => {
        const name = shorten(text.textContent);
        const right = box.x + box.width;
        const bottom = box.y + box.height;
        const out = box.x < 0 || box.y < 0 || right > width || bottom > height ? [`${name} leaves its drawing`] : [];
        const over = words
          .slice(at + 1)
          .filter(({ box: other }) => box.x < other.x + other.width && other.x < right && box.y < other.y + other.height && other.y < bottom)
          .map((other) => `${name} lies over ${shorten(other.text.textContent)}`);
        const near = shapes.filter((shape) => {
          const reach = shape.getBBox({ stroke: true });
          return reach.x - 20 < right && reach.x + reach.width + 20 > box.x && reach.y - 20 < bottom && reach.y + reach.height + 20 > box.y;
        });
        const point = svg.createSVGPoint();
        const crossed = near.filter((shape) => {
          for (point.x = box.x; point.x <= right; point.x += 2) {
            for (point.y = box.y; point.y <= bottom; point.y += 1.5) {
              const filled = shape.matches("circle, .solid") && shape.isPointInFill(point);
              if (filled || shape.isPointInStroke(point)) return true;
            }
          }
          return false;
        });
        return [...out, ...over, ...crossed.map((shape) => `${name} lies over ${shape.parentElement.className.baseVal}`)];
      });
    });
  }

  function groundOf(element) {
    for (let holder = element; holder; holder = holder.parentElement) {
      const ground = getComputedStyle(holder).backgroundColor;
      if (!/^rgba.*, 0\)$/.test(ground)) return ground;
    }
    return "rgb(255, 255, 255)";
  }

  // A line over something only parts it from what stands apart anyhow; every other edge says where something is.
  function paleEdges() {
    const framed = [...document.querySelectorAll("body *")].filter((element) => !isHidden(element) && !element.closest("svg"));
    return framed.flatMap((element) =>
      ["", "::before", "::after"].flatMap((part) => {
        const style = getComputedStyle(element, part || null);
        if (part && style.content === "none") return [];
        const sides = ["Top", "Right", "Bottom", "Left"].filter((side) => parseFloat(style[`border${side}Width`]) > 0);
        if (!part && sides.length === 1 && sides[0] === "Top") return [];
        const tick = part === "::after" && element.matches(":checked"); // it stands on what fills the box
        const outside = tick ? getComputedStyle(element, "::before").backgroundColor : groundOf(part ? element : element.parentElement);
        return sides
          .map((side) => style[`border${side}Color`])
          .map((colour) => contrastOf(colour, outside))
          .filter((contrast) => contrast < LEAST_EDGE)
          .map((contrast) => `an edge of ${nameOf(element)}${part} has a contrast of ${contrast.toFixed(2)}`);
      }),
    );
  }

  // What is blank from one thing on paper to the next, and below the last.
  function blanks(most) {
    const whole = [...document.querySelectorAll("svg, .items li, .box, .verdict")].filter((element) => !isHidden(element));
    const boxes = [...placeAll().map(({ box }) => box), ...whole.map((element) => element.getBoundingClientRect())];
    const ends = [...boxes, { top: innerHeight, bottom: innerHeight }].sort((one, other) => one.top - other.top);
    let end = 0;
    return ends.flatMap(({ top, bottom }) => {
      const blank = (top - end) / innerHeight;
      end = Math.max(end, bottom);
      return blank > most ? [`${Math.round(100 * blank)} % of the sheet is blank above ${Math.round(top)}`] : [];
    });
  }

  const texts = () => [...readTexts()].map((node) => node.data.replaceAll(/\s+/g, " ").trim());

  return { overlaps, sideways, smallTexts, smallTargets, paleDrawings, colouredParts, crossedLabels, paleEdges, blanks, texts };
})();
