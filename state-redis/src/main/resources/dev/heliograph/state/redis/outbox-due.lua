-- ARGV[1]: now. Answers with more, now, never, or the time
local now = tonumber(ARGV[1])
local budget = sort_pending(now, STEPS)
local answer = 'more'
if budget > 0 and promote(now, budget) then
  local name, id, fields
  name, id, fields, budget = first_ready(now, budget)
  if name then
    answer = 'now'
  elseif budget > 0 then
    answer = 'never'
    while true do
      local time = call('ZRANGE', DUE, 0, 0)[1]
      if not time then
        break
      end
      local heap = DUE .. ':' .. time
      local first = call('ZRANGE', heap, 0, 0)[1]
      local chat = chat_of(first)
      local fields = chat.head > 0 and row(whole(chat.head)) or nil
      if fields and fields[STATE] == 'QUEUED' and not is_held(fields[JOB]) and fields[DUE_AT] == time then
        answer = time
        break
      end
      budget = budget - 1
      if budget <= 0 then
        answer = 'more'
        break
      end
      call('ZREM', heap, first)
      if call('EXISTS', heap) == 0 then
        call('ZREM', DUE, time)
      end
      chat.head, chat.due = 0, 0
      refresh(first, now)
    end
  end
end
finish()
return {answer}
