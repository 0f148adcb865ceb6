-- ARGV[2]: prefix, [3]: after, [4]: how many at most; answers with the time, where to go on (or empty) and the cells
local prefix, after, limit = ARGV[2], ARGV[3], tonumber(ARGV[4])
local from = after < prefix and '[' .. prefix or '(' .. after
local answers, last, count, looked = {whole(now), ''}, '', 0, 0
for _, key in ipairs(redis.call('ZRANGEBYLEX', names, from, '+', 'LIMIT', 0, PAGE)) do
  if count >= limit or string.sub(key, 1, #prefix) ~= prefix then
    return answers
  end
  looked = looked + 1
  last = key
  local cell = present(key)
  if cell then
    count = count + 1
    for _, part in ipairs({key, cell.version, cell.expires, cell.bytes}) do
      answers[#answers + 1] = part
    end
  end
end
if looked == PAGE then
  answers[2] = last
end
return answers
