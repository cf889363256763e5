/** LINE shows a friend another rich menu from then on; `menu` is its key, null for the default one. */
export const menuShownEvent = 'rich_menu.shown'
/** A friend tapped a button that belongs to no survey; `label` is what it says in the chat, where it says anything. */
export const tappedEvent = 'button.tapped'
