-- ARGV[1]: now, [2]: id, [3]: reason. Answers with 1 where the row was QUEUED and is withdrawn, else 0
local now = tonumber(ARGV[1])
local fields = row(ARGV[2])
local withdrawn = 0
if fields and fields[STATE] == 'QUEUED' then
  fields[REASON] = ARGV[3]
  move(ARGV[2], fields, 'FAILED', now)
  withdrawn = 1
end
finish()
return {withdrawn}
