using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.RocketRide.WebSockets;

namespace RocketControl.Client.Emulator.RocketRide.Connections;

/// <summary>The sessions whose sockets are open.</summary>
internal sealed class OpenSessions
{
    private readonly object _gate = new();
    private readonly HashSet<ClientSession> _sessions = [];
    private TaskCompletionSource? _empty;

    public async Task<ConnectionEnd> RunAsync(ClientSession session, HttpContext context, CancellationToken aborted)
    {
        lock (_gate)
            _sessions.Add(session);
        try
        {
            return await session.RunAsync(context, aborted).ConfigureAwait(false);
        }
        finally
        {
            Remove(session);
        }
    }

    public IReadOnlyCollection<ClientSession> Snapshot()
    {
        lock (_gate)
            return [.. _sessions];
    }

    /// <summary>Waits until no session is open, at most for the time given; real time, so that a stop never hangs on a test's clock.</summary>
    public async Task WhenEmptyAsync(TimeSpan atMost)
    {
        Task empty;
        lock (_gate)
        {
            if (_sessions.Count == 0)
                return;
            _empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            empty = _empty.Task;
        }
        await Task.WhenAny(empty, Task.Delay(atMost, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
    }

    private void Remove(ClientSession session)
    {
        lock (_gate)
        {
            _sessions.Remove(session);
            if (_sessions.Count == 0)
                _empty?.TrySetResult();
        }
    }
}
