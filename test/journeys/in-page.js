// Runs inside the pages that the journeys open (test/journeys/visitors.ts puts it there); plain JavaScript of a browser.
globalThis.humiJourney = {
  /** Every text that a person or a screen reader meets, the headings of the first level, and how far the page is too wide. */
  read() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [document.title];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent.trim();
      // What says its own language and the text of a plan are shown as they are.
      if (text && !node.parentElement?.closest('script, noscript, style, [lang]:not(html), .marked-text'))
        texts.push(text);
    }
    for (const one of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
      if (one.closest('[lang]:not(html)')) continue;
      for (const name of ['aria-label', 'placeholder', 'title']) {
        const text = one.getAttribute(name)?.trim();
        if (text) texts.push(text);
      }
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    return {
      path: location.pathname + location.search,
      texts: [...new Set(texts)],
      headings: [...document.querySelectorAll('h1')].map((heading) => heading.textContent),
      wider: scrollWidth - clientWidth,
    };
  },

  /** What axe (already in the page) finds serious or critical. */
  async axe() {
    // A colour that is just changing is not the colour that people read.
    const changing = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(changing.map((one) => one.finished));
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].html.slice(0, 250)}`);
  },

  /** Drops a file on an element, as from a folder of the computer. */
  drop(selector, name, base64) {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
    for (const type of ['dragover', 'drop'])
      document
        .querySelector(selector)
        .dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  },
};
