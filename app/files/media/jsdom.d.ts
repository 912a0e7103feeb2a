/** The little of jsdom that is used here. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string)
    readonly window: import('dompurify').WindowLike & { close(): void }
  }
}
