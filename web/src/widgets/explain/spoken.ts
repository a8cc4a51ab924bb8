/** How long a text takes to say: English by words, Chinese by characters. */

const WORDS_A_MINUTE = 150
const CHARACTERS_A_MINUTE = 240

export type Length = { words: number; characters: number; seconds: number }

const HAN = /\p{Script=Han}/gu

/** Counts a text; each script at its own pace, so that mixed texts add up. */
export function measure(text: string): Length {
  const characters = text.match(HAN)?.length ?? 0
  const words = text.replace(HAN, ' ').match(/[\p{L}\p{N}]+(?:['’.\-–][\p{L}\p{N}]+)*/gu)?.length ?? 0
  const minutes = words / WORDS_A_MINUTE + characters / CHARACTERS_A_MINUTE
  return { words, characters, seconds: minutes * 60 }
}
