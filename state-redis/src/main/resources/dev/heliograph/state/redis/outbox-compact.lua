-- ARGV[1]: rows settled before then. Answers with how many were forgotten, and 1 where there may be more
local some = call('ZRANGEBYSCORE', ENDED, '-inf', '(' .. ARGV[1], 'LIMIT', 0, STEPS)
local jobs = {}
for _, id in ipairs(some) do
  local fields = row(id)
  local key = string.match(call('HGET', PAYLOADS, id), '^1\t([^\t]*)\t')
  call('HDEL', Q .. ':keys', key)
  call('HDEL', ROWS, id)
  call('HDEL', PAYLOADS, id)
  call('ZREM', ENDED, id)
  count(fields, fields[STATE], -1)
  if fields[JOB] ~= '' then
    call('ZREM', Q .. ':lines:' .. fields[JOB], id)
    jobs[fields[JOB]] = true
  end
end
finish()
for job in pairs(jobs) do
  if call('EXISTS', Q .. ':lines:' .. job) == 0 then
    call('SREM', Q .. ':jobs', job)
    if not is_held(job) then
      call('DEL', Q .. ':job:' .. job)
    end
  end
end
return {#some, #some == STEPS and 1 or 0}
