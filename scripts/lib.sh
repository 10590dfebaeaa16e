# Shared by the scripts beside it; sourced, never run.

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$repository"

target=${CARGO_TARGET_DIR:-$repository/target}

heading() { printf '\n== %s\n' "$*"; }
say() { printf '%s\n' "$*" >&2; }
fail() {
    say "error: $*"
    exit 1
}

# PostgreSQL's server programs are rarely on PATH: Debian keeps them under their version.
postgres_bin() {
    local initdb found='' candidate
    for candidate in /usr/lib/postgresql/*/bin; do
        # The last in order of version wins: 9, 15, 17.
        if [ -x "$candidate/initdb" ] && [ -x "$candidate/postgres" ]; then
            found=$(printf '%s\n' $found "$candidate" | sort -V | tail -n 1)
        fi
    done
    if [ -z "$found" ] && command -v pg_config >/dev/null; then
        candidate=$(pg_config --bindir)
        if [ -x "$candidate/initdb" ] && [ -x "$candidate/postgres" ]; then found=$candidate; fi
    fi
    if [ -z "$found" ] && initdb=$(command -v initdb); then
        found=$(dirname "$(readlink -f "$initdb")")
    fi
    [ -n "$found" ] && printf '%s\n' "$found"
}

# Debian calls it chromium, others chromium-browser or google-chrome.
browser() {
    local name
    for name in ${BLAUPAUSE_BROWSER:-} chromium chromium-browser google-chrome; do
        command -v "$name" && return
    done
    return 1
}

# A port that nobody listens on at the moment.
free_port() {
    node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# Starts the debug build on a free port with a fresh data folder and the seeds, waits until
# it is ready, and leaves the address in $base_url. The caller calls `server_stop` in a trap, and may set
# $server_listen and $server_config before.
server_start() {
    server_data=$(mktemp -d "${TMPDIR:-/tmp}/blaupause-server.XXXXXX")
    env -u DATABASE_URL -u BLAUPAUSE_CONFIG -u BLAUPAUSE_FORMAT "$target/debug/blaupause" serve --listen "${server_listen:-127.0.0.1:0}" \
        ${server_config:+--config "$server_config"} --data "$server_data/data" --seed seed-blueprints >"$server_data/out" 2>&1 &
    server_pid=$!
    local _
    for _ in $(seq 600); do
        base_url=$(grep -Eaom1 'http://127\.0\.0\.1:[1-9][0-9]*' "$server_data/out" || true)
        if [ -n "$base_url" ] && curl --silent --fail --output /dev/null --max-time 5 "$base_url/readyz"; then
            return
        fi
        kill -0 "$server_pid" 2>/dev/null || break
        sleep 0.1
    done
    sed 's/^/server: /' "$server_data/out" >&2
    fail 'the server did not become ready'
}

server_stop() {
    if [ -n "${server_pid:-}" ]; then
        kill "$server_pid" 2>/dev/null || true
        wait "$server_pid" 2>/dev/null || true
    fi
    [ -z "${server_data:-}" ] || rm -rf "$server_data"
}
