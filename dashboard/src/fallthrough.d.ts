// Attributes and listeners that every component hands on to its root element; strict templates want them declared.
declare module 'vue' {
  interface ComponentCustomProps {
    role?: string
    lang?: string
    autocapitalize?: string
    inputmode?: 'numeric'
    'aria-label'?: string
    'aria-hidden'?: 'true'
    'aria-pressed'?: boolean
    'aria-expanded'?: boolean
    'aria-keyshortcuts'?: string | undefined
    onKeydown?: (event: KeyboardEvent) => void
    onFocus?: (event: FocusEvent) => void
    onPaste?: (event: ClipboardEvent) => void
    onCompositionstart?: () => void
    onCompositionend?: () => void
  }
}

export {}
