import type en from '../en/myths'

export default {
  title: '流言',
} satisfies Record<keyof typeof en, string>
