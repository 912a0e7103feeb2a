import i18nManager from '@adonisjs/i18n/services/main'

const UNITS = ['kB', 'MB', 'GB', 'TB']

const millimetres = (points: number) => Math.round((points * 25.4) / 72)

/** How numbers of an asset are said. */
export class AssetWords {
  private i18n = i18nManager.locale(i18nManager.defaultLocale)
  /** English here is international: 22 Nov 2026, not Nov 22. */
  readonly #writing = this.i18n.locale === 'en' ? 'en-GB' : this.i18n.locale
  // Made once for a page of cards: making one takes longer than using it.
  readonly #whole = new Intl.NumberFormat(this.#writing, { maximumFractionDigits: 0 })
  readonly #tenths = new Intl.NumberFormat(this.#writing, { maximumFractionDigits: 1 })

  t(key: string, data?: Record<string, unknown>): string {
    return this.i18n.t(`assets.${key}`, data)
  }

  /** What a filter is called. */
  filter(name: string): string {
    return this.i18n.t(`assets.filter_${name}`, {}, name)
  }

  /** What a value of a filter is called: by its label, where it is an id. */
  value(name: string, value: string, label: string | null = null): string {
    if (label) return label
    if (name === 'format') return this.format({ mimeType: value, fileName: '' })
    if (name === 'lacks' || name === 'has') return this.t(`field_${value}`)
    return this.i18n.t(`assets.value_${name}_${value}`, {}, value === 'true' ? this.t('yes') : value)
  }

  number(value: number): string {
    return this.#whole.format(value)
  }

  /** 1,000+ where it was not counted further. */
  count(value: number, isCapped: boolean): string {
    return this.number(value) + (isCapped ? '+' : '')
  }

  /** 2.4 MB, in thousands, as operating systems count. */
  size(bytes: number): string {
    if (bytes < 1000) return this.t('bytes', { count: bytes })
    const power = Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length)
    const value = bytes / 1000 ** power
    return `${(value < 10 ? this.#tenths : this.#whole).format(value)} ${UNITS[power - 1]}`
  }

  date(iso: string): string {
    return new Intl.DateTimeFormat(this.#writing, { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(iso))
  }

  dateTime(iso: string): string {
    return new Intl.DateTimeFormat(this.#writing, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))
  }

  /** 1:02:09, 0:48 */
  duration(seconds: number): string {
    const whole = Math.round(seconds)
    const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
    const two = (value: number) => String(value).padStart(2, '0')
    return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
  }

  /** In pixels; the pages of a document, which are measured in points, as paper is told. */
  dimensions({ type, width, height }: { type: string; width: number | null; height: number | null }): string | null {
    if (!width || !height) return null
    return type === 'document' ? `${millimetres(width)} × ${millimetres(height)} mm` : `${width} × ${height}`
  }

  dpi(asset: { dpi: number | null }): string | null {
    return asset.dpi ? `${Math.round(asset.dpi)} dpi` : null
  }

  daysUntil(iso: string): number {
    return Math.max(0, Math.ceil((new Date(iso).getTime() - Date.now()) / 86_400_000))
  }

  /** JPEG, PDF, MOV: what people call the format. */
  format(asset: { mimeType: string; fileName: string }): string {
    const known: Record<string, string> = {
      'image/jpeg': 'JPEG',
      'image/svg+xml': 'SVG',
      'image/tiff': 'TIFF',
      'video/quicktime': 'MOV',
      'video/x-matroska': 'MKV',
      'audio/mpeg': 'MP3',
      'audio/mp4': 'M4A',
      'text/plain': 'TXT',
    }
    const extension = /\.([a-z0-9]{1,5})$/i.exec(asset.fileName)?.[1]?.toUpperCase()
    const subtype =
      asset.mimeType
        .split('/')[1]
        ?.replace(/^(x-|vnd\.)+/, '')
        .toUpperCase() ?? ''
    return known[asset.mimeType] ?? (subtype.length <= 5 ? subtype : (extension ?? this.t('type_other')))
  }
}
