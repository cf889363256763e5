import type {
  Answers,
  AnswerValue,
  Begun,
  FormDefinition,
  Language,
  Question,
  SubmissionView,
} from '../forms/contract.ts'
import type { SlotOffer } from '../slots/contract.ts'
import type { GivenFile, SentFile } from '../uploads/from-chat.ts'
import type { AddressHeard } from './address-known.ts'

/**
 * What a button of ours means when it is tapped. Every one that belongs to a question carries run, version and question,
 * because old bubbles stay tappable for ever and can be forwarded to other people.
 */
export type Tap =
  /** `hidden`: what the button says about who taps it, as a link would. */
  | { act: 'start'; form: string; hidden?: Record<string, string> }
  /** No reminders of half-filled forms any more. */
  | { act: 'no_reminders' }
  | { act: 'answer'; run: string; version: number; question: string; value?: string }
  | { act: 'tick' | 'untick'; run: string; version: number; question: string; value: string }
  | {
      act: 'confirm' | 'back' | 'skip' | 'change' | 'resume' | 'cancel'
      run: string
      version: number
      question: string
    }

/** What a person did in the chat, whatever the channel. */
export type Said =
  | { kind: 'text'; text: string }
  /** `date`: what the picker gave, in the form of its mode. */
  | { kind: 'tap'; tap: Tap; date?: string }
  /** A button that is not ours, or was changed. */
  | { kind: 'unknown_tap' }
  /** Where something is, in degrees; `place`: what it is called. */
  | { kind: 'location'; latitude: number; longitude: number; place: string }
  /** A picture or a file for the question that waits, taken already. */
  | { kind: 'file'; given: GivenFile }
  /** Stickers, voice and the like; `file`: a picture or a file that can be had from LINE. */
  | { kind: 'other'; file?: SentFile }

/** A run: one submission being filled in by chat. */
export interface Run extends Begun {
  id: string
  formKey: string
  /** Whether the form takes answers now. */
  formState: 'open' | 'closed'
  version: number
  definition: FormDefinition
  state: SubmissionView['state']
  answers: Answers
}

/** The person's date (`YYYY-MM-DD`) and language, and where their account's mini-app is; null while it has none. */
export interface Setting {
  today: string
  /** The time in Japan, `HH:MM`; left out: nothing of today is over. */
  now?: string
  language: Language
  liffUrl: string | null
  /** Where pictures beside options are, without the id; null or left out: nowhere that a chat could fetch them from. */
  picturesUrl?: string | null
  /** By which the texts of a form call them; left out: nobody knows. */
  name?: string | null
  /** What can be chosen, by the key of the question; left out where a form has no slots. */
  slots?: Record<string, SlotOffer[]> | undefined
  /** What was looked up of the address that is asked for; left out where none is. */
  address?: AddressHeard | undefined
}

/** Where a person is in the chat. */
export interface Talk {
  run: Run | null
  /** The question that waits for an answer, or the check page (`checkPageKey`); null between surveys. */
  question: string | null
  ticked: string[]
  misunderstood: number
  /** Whether the current question surely reached the person; otherwise it is asked again before a free text counts. */
  arrived: boolean
  /** Time since the person last moved on, in milliseconds. */
  silentMs: number
  /** Whether it was said before the last turn, and only comes in now: a text was then meant for another question. */
  late: boolean
  /** Whether staff have spoken since the question was asked: it is asked again before a text counts. */
  interrupted: boolean
  /** Whether the answers were changed elsewhere, in LIFF, since the person was last told of them. */
  changed?: boolean
  /** The button of the last turn, as `tapKey` names it; null when it was no button. */
  lastTap: string | null
}

/** What follows from what was said. */
export interface Turn {
  /** In the order in which they happened; `null` passes a question over. */
  answers: { question: Question; value: AnswerValue | null }[]
  end: 'finished' | 'cancelled' | null
  question: string | null
  ticked: string[]
  misunderstood: number
  speech: Speech[]
  /** What was said became no answer and no command: it is for staff to read. */
  untaken?: true
}

/** A button under a message. */
export interface Button {
  label: string
  tap: Tap
  /** What stands in the chat as the person's own words when it is tapped. */
  says: string
}

/** A picker: days `YYYY-MM-DD`, times `HH:MM`, both `YYYY-MM-DDTHH:MM`. */
export interface Picker {
  mode: 'date' | 'time' | 'datetime'
  label: string
  tap: Tap
  min: string
  max: string
  initial: string
}

/** Something that we say, before a channel gives it its form. */
export type Speech =
  /** `link` leads out of the chat. */
  | { kind: 'text'; text: string; buttons: Button[]; link?: { label: string; url: string } }
  | {
      kind: 'question'
      /** For instance `2 / 5`. */
      progress: string
      title: string
      /** What has to be read before it is answered: the text of a consent, the numbered names of a long list. */
      body: string | null
      /** The same in pairs, a heading and what belongs to it, where a channel can set them apart. */
      pairs?: [heading: string, text: string][]
      note: string | null
      /** One under the other, or in a row (ratings). */
      layout: 'list' | 'row'
      options: (Button & { ticked: boolean; picture?: string })[]
      /** The options are those that were probably meant; their places in this list mean nothing. */
      offered: boolean
      /** Words at both ends of a row. */
      ends: [string, string] | null
      /** Confirms several options. */
      confirm: Button | null
      date: Picker | null
      /** The button by which the phone sends where it is; null: the question asks for no place. */
      place: string | null
      /** The buttons by which the phone sends a photo: its camera, and the photos that it has; left out: it asks for none. */
      photos?: [camera: string, roll: string]
      /** Opens this one question in LIFF. */
      link: { label: string; url: string } | null
      /** Back, skip, stop: also understood as words. */
      controls: Button[]
    }
