import { LimitExceeded, Unreadable } from '@damson/sdk'

const MAX_CHARACTERS = 2_000_000

/**
 * A drawing that can be shown inline: no script, no handler, no HTML inside, nothing from elsewhere. The original is
 * untouched. Costs half a second and 100 MB the first time, so it belongs into a worker.
 */
export async function sanitiseSvg(source: string): Promise<string> {
  if (source.length > MAX_CHARACTERS) {
    throw new LimitExceeded(`This drawing has more than ${MAX_CHARACTERS / 1e6} million characters, too many to be shown inline.`)
  }
  const [{ JSDOM }, { default: createDOMPurify }] = await Promise.all([import('jsdom'), import('dompurify')])
  const { window } = new JSDOM('')
  try {
    const purify = createDOMPurify(window)
    purify.addHook('uponSanitizeAttribute', (_node, attribute) => {
      if (isReference(attribute.attrName) && !isInternal(attribute.attrValue)) attribute.keepAttr = false
      if (/url\(\s*['"]?\s*(?!#|['"]?#)/i.test(attribute.attrValue)) attribute.keepAttr = false
    })
    purify.addHook('uponSanitizeElement', (node, { tagName }) => {
      // Style sheets may load others and leak by selectors; presentation attributes remain.
      if (tagName === 'style') (node as unknown as { remove(): void }).remove()
    })
    const clean = purify.sanitize(source, {
      USE_PROFILES: { svg: true, svgFilters: true },
      // Left out by default because it can name other files; the hook above lets it name only parts of this one.
      ADD_TAGS: ['use'],
      FORBID_TAGS: ['style', 'foreignObject'],
      NAMESPACE: 'http://www.w3.org/2000/svg',
    })
    if (!/^\s*<svg[\s>]/i.test(clean)) throw new Unreadable('This file has no drawing in it.')
    return clean
  } finally {
    window.close()
  }
}

function isReference(name: string): boolean {
  return name === 'href' || name === 'xlink:href' || name === 'src'
}

/** A part of the same drawing, or a picture in it. */
function isInternal(value: string): boolean {
  return /^\s*(#|data:image\/(png|jpeg|gif|webp)[;,])/i.test(value)
}
