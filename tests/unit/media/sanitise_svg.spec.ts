import { test } from '@japa/runner'
import { LimitExceeded, Unreadable } from '@damson/sdk'
import { sanitiseSvg } from '../../../app/files/media/index.ts'

const svg = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">${inside}</svg>`

const attacks: Record<string, string> = {
  'a script': '<script>parent.canary()</script>',
  'a handler': '<rect onload="canary()" onclick="canary()"/>',
  'HTML inside': '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="canary:"/></foreignObject>',
  'a link that runs': '<a xlink:href="javascript:canary()"><text>x</text></a>',
  'a picture from elsewhere': '<image href="http://canary.test/x.png"/><image xlink:href="file:///canary"/>',
  'a drawing in a drawing': '<image href="data:image/svg+xml;base64,canary"/><use href="data:image/svg+xml,canary#a"/>',
  'a style sheet that loads': '<style>@import url("http://canary.test/x.css"); rect { fill: url(http://canary.test/) }</style>',
  'a paint from elsewhere': '<rect fill="url(http://canary.test/#p)" style="fill: url( \'http://canary.test/\' )"/>',
  'an animation that sets a link':
    '<a><animate attributeName="href" values="javascript:canary()"/></a><set attributeName="onload" to="canary()"/>',
}

test.group('A sanitised drawing', () => {
  for (const [name, attack] of Object.entries(attacks)) {
    test(`has lost ${name}`, async ({ assert }) => {
      const clean = await sanitiseSvg(svg(`${attack}<circle id="kept" r="4"/>`))
      assert.notInclude(clean, 'canary')
      assert.include(clean, 'id="kept"')
    })
  }

  test('is none when there is no drawing in the file, or too much of it', async ({ assert }) => {
    await assert.rejects(() => sanitiseSvg('<html><body>canary</body></html>'), Unreadable)
    await assert.rejects(() => sanitiseSvg(svg(' '.repeat(2_000_001))), LimitExceeded)
  })

  test('still has its shapes, gradients, filters and own parts', async ({ assert }) => {
    const clean = await sanitiseSvg(
      svg(
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><rect fill="url(#g)" width="9" height="9"/><use href="#g"/><image href="data:image/png;base64,AA=="/>'
      )
    )
    for (const part of ['linearGradient', 'fill="url(#g)"', 'href="#g"', 'data:image/png;base64,AA==', 'viewBox="0 0 9 9"'])
      assert.include(clean, part)
  })
})
