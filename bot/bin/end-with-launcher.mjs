// When the launcher is killed with a signal that it cannot pass on, the server drains and ends as well: left alone it
// would keep the port and the database from the next start. The channel to the launcher carries nothing else.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
