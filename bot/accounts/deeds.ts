/** What the audit calls deeds on which others decide later: the demo brings nothing back that staff took away. */
export const memberLoginChanged = 'member_login.changed'
export const demoMembersRemoved = 'members.demo_removed'
export const demoErased = 'demo.erased'
