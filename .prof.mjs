import { fork, execFileSync } from 'node:child_process'
import { rmSync, readFileSync, readdirSync } from 'node:fs'
const handle = process.argv[2]==='handle'
const kind = handle ? 'chat':'plain'
rmSync('/tmp/prof', {recursive:true, force:true})
const wait = c => new Promise(r=>c.once('message', r))
const line = fork('tests/bench/line.ts', {env:{PATH:process.env.PATH, PORT:'4701', BENCH_LINE_DELAY:'30'}}); await wait(line)
const c = fork('tests/bench/musubi.ts', {execArgv:['--cpu-prof','--cpu-prof-dir=/tmp/prof'], env:{PATH:process.env.PATH, PORT:'4702', DATABASE_URL:'file:/tmp/prof/db.db', DATABASE_SYNCHRONOUS:'FULL', MUSUBI_SECRET:'5e'.repeat(32), LINE_CHANNEL_ID:'1', LINE_CHANNEL_SECRET:'bench-secret', LINE_API_URL:'http://127.0.0.1:4701', ...(handle?{}:{BENCH_HANDLE:'no'})}}); await wait(c)
const out = execFileSync(process.execPath, ['tests/bench/load.ts', JSON.stringify({port:4702,path:'/webhook/main',secret:'bench-secret',connections:64,seconds:4,rate:handle?3000:null,kind,people:20000})])
console.log(out.toString())
c.send("exit"); await new Promise(r=>c.once('exit',r)); line.kill('SIGKILL')
const f = readdirSync('/tmp/prof').filter(f=>f.endsWith('.cpuprofile')).map(f=>'/tmp/prof/'+f)
for (const file of f){ const p=JSON.parse(readFileSync(file)); const self=new Map(); const dt=p.timeDeltas; const byId=new Map(p.nodes.map(n=>[n.id,n])); let total=0
 p.samples.forEach((id,i)=>{const n=byId.get(id); const k=n.callFrame.functionName+' '+n.callFrame.url.split('/').slice(-3).join('/')+':'+n.callFrame.lineNumber; self.set(k,(self.get(k)||0)+dt[i]); total+=dt[i]})
 console.log(file, Math.round(total/1000)+'ms'); console.log([...self].sort((a,b)=>b[1]-a[1]).slice(0,+process.argv[3]||35).map(([k,v])=>(v/total*100).toFixed(1).padStart(5)+'% '+k).join('\n')) }
