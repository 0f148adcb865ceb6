-- Cells of all kinds of keys in one hash, so that one counter makes their versions.
-- KEYS[1] = PREFIX:{cells}   hash: key -> "1 TAB version TAB expires TAB bytes"
-- KEYS[1]:names              sorted set by name: the keys
-- KEYS[1]:expiring           sorted set: keys by the time (microseconds) at which they cease to be
-- KEYS[1]:meta               version: the latest; run: the replication id last seen; changed: when another was seen
local cells = KEYS[1]
local names, expiring, meta = cells .. ':names', cells .. ':expiring', cells .. ':meta'

-- keys that one call looks at
local PAGE = 200

-- ARGV[1]: the time in microseconds, or empty for this server's own
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000000 + tonumber(time[2])
end

local function whole(number)
  return string.format('%.0f', number)
end

local function present(key)
  local text = redis.call('HGET', cells, key)
  if not text then
    return nil
  end
  local version, expires, from = string.match(text, '^1\t(%d+)\t(%d*)\t()')
  if not version then
    error('cell ' .. key .. ' has a format that this version does not read')
  end
  if expires ~= '' and now >= tonumber(expires) then
    return nil
  end
  return {version = version, expires = expires, bytes = string.sub(text, from)}
end

local function answer(swapped, cell)
  if cell then
    return {swapped, whole(now), cell.version, cell.expires, cell.bytes}
  end
  return {swapped, whole(now)}
end

local function forget(key)
  redis.call('HDEL', cells, key)
  redis.call('ZREM', names, key)
  redis.call('ZREM', expiring, key)
end
