-- ARGV[1]: now, [2]: job, [3]: reason, [4]: line after which to go on. Answers with that line or empty, and how many
local now = tonumber(ARGV[1])
local some, last = some_of(ARGV[2], ARGV[4], STEPS)
local cancelled = 0
for _, id in ipairs(some) do
  local fields = row(id)
  if fields[STATE] == 'QUEUED' then
    fields[REASON] = ARGV[3]
    move(id, fields, 'FAILED', now)
    cancelled = cancelled + 1
  end
end
finish()
return {last, cancelled}
