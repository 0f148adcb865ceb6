-- ARGV[1]: now; then for each draft key, job, line, chat, due, bytes. Answers with the replicas and, by draft, id and 1 or 0
local now = tonumber(ARGV[1])
local answers = {replicas(call('INFO', 'replication'))}
for i = 2, #ARGV, 6 do
  local key, job, line, chat, due = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  local id = call('HGET', Q .. ':keys', key)
  answers[#answers + 1] = id or false
  answers[#answers + 1] = id and 0 or 1
  if not id then
    id = whole(call('HINCRBY', META, 'last', 1))
    answers[#answers - 1] = id
    local fields = {'1', 'QUEUED', due, ARGV[1], job, line, chat, '', '', '', '', '0', '0', '0', '0', ''}
    call('HSET', Q .. ':keys', key, id)
    call('HSET', ROWS, id, table.concat(fields, '\t'))
    call('HSET', PAYLOADS, id, '1\t' .. key .. '\t' .. ARGV[i + 5])
    call('ZADD', LANES, 0, lane_member(fields, id))
    count(fields, 'QUEUED', 1)
    if job ~= '' then
      call('SADD', Q .. ':jobs', job)
      call('ZADD', Q .. ':lines:' .. job, line, id)
    end
    if chat_of(chat).head == 0 then
      refresh(chat, now)
    end
  end
end
call('HSET', META, 'f', 1)
finish()
return answers
