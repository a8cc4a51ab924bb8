/** What the server says when it cannot do what was asked: a sentence to show. */
export class Problem extends Error {
  readonly status: number
  readonly sentence: string
  readonly where: string
  readonly mend: string
  /** The whole document: some problems carry more, e.g. the draft that stands. */
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    const sentence = String(body.detail ?? body.title ?? status)
    super(sentence)
    this.name = 'Problem'
    this.status = status
    this.sentence = sentence
    this.where = String(body.where ?? '')
    this.mend = String(body.mend ?? '')
    this.body = body
  }
}

/** The server did not answer at all. */
export class Offline extends Error {
  constructor() {
    super('offline')
    this.name = 'Offline'
  }
}
