-- ARGV[1]: now, [2]: owner, [3]: fence, [4]: id after which to go on. Answers with that id or empty, and the rows that
-- became UNKNOWN
local now, owner, fence = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3])
local latest = tonumber(call('HGET', Q .. ':fences', owner) or '')
if not latest or fence > latest then
  call('HSET', Q .. ':fences', owner, ARGV[3])
end
local answers = {''}
local some = call('ZRANGEBYSCORE', OPEN, '(' .. ARGV[4], '+inf', 'LIMIT', 0, STEPS)
for _, id in ipairs(some) do
  local fields = row(id)
  if fields[OWNER] == owner and tonumber(fields[FENCE]) < fence then
    if fields[STATE] == 'CLAIMED' then
      move(id, fields, 'QUEUED', now)
    else
      fields[RECOVERED], fields[REASON] = '1', 'INTERRUPTED'
      move(id, fields, 'UNKNOWN', now)
      view(answers, id, fields)
    end
  end
end
if #some == STEPS then
  answers[1] = some[#some]
else
  -- all that another master brought into doubt is of this owner or is found by its claimant's next call
  look_for_another_master(now)
end
finish()
return answers
