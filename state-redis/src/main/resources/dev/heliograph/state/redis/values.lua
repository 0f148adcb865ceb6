-- KEYS[1] = PREFIX:value:KEY   hash: f = 1 (the format), v = bytes, x = when it ceases to be (microseconds), if ever
-- ARGV[1]: the time in microseconds, or empty for this server's own; [2]: get, tell, add, set or delete
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000000 + tonumber(time[2])
end
local kept = redis.call('HMGET', KEYS[1], 'v', 'x')
local isThere = kept[1] and not (kept[2] and now >= tonumber(kept[2]))
if ARGV[2] == 'get' then
  return isThere and {kept[1]} or {}
elseif ARGV[2] == 'tell' then
  if isThere and redis.call('HGET', KEYS[1], 'f') ~= '1' then
    error('value ' .. KEYS[1] .. ' has a format that this version does not read')
  end
  return isThere and {kept[1], string.format('%.0f', now), kept[2] or ''} or {}
elseif ARGV[2] == 'add' and isThere then
  return {0}
end
redis.call('DEL', KEYS[1])
if ARGV[2] == 'delete' then
  return {isThere and 1 or 0}
end
-- [3]: bytes, [4]: time to live in microseconds or empty
redis.call('HSET', KEYS[1], 'f', 1, 'v', ARGV[3])
local ttl = tonumber(ARGV[4])
if ttl then
  redis.call('HSET', KEYS[1], 'x', string.format('%.0f', now + ttl))
  if ARGV[1] == '' then
    redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.ceil(ttl / 1000)))
  end
end
return {1}
