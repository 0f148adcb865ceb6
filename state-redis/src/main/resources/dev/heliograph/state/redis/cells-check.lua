-- Looks at a portion of the cells, or of what sorts them. ARGV[2]: cells, names or expiring, [3]: cursor. Answers with the
-- next cursor, how many were looked at, and problems
local part = ARGV[2]
local key = part == 'cells' and cells or cells .. ':' .. part
local found = redis.call(part == 'cells' and 'HSCAN' or 'ZSCAN', key, ARGV[3], 'COUNT', 200)
local answers = {found[1], #found[2] / 2}
local latest = tonumber(redis.call('HGET', meta, 'version') or '0')
for i = 1, #found[2], 2 do
  local name, text = found[2][i], found[2][i + 1]
  if part ~= 'cells' then
    if redis.call('HEXISTS', cells, name) == 0 then
      answers[#answers + 1] = part .. " names cell '" .. name .. "', which is not there"
    end
  else
    local version, expires = string.match(text, '^1\t(%d+)\t(%d*)\t')
    if not version then
      answers[#answers + 1] = "cell '" .. name .. "' has a format that this version does not read"
    else
      if tonumber(version) > latest then
        answers[#answers + 1] = "cell '" .. name .. "' has a version that may be given again"
      end
      if not redis.call('ZSCORE', names, name) then
        answers[#answers + 1] = "cell '" .. name .. "' is not among the names"
      end
      if tonumber(redis.call('ZSCORE', expiring, name) or '0') ~= tonumber(expires == '' and '0' or expires) then
        answers[#answers + 1] = "cell '" .. name .. "' is not sorted by its end"
      end
    end
  end
end
return answers
