namespace RocketControl.Client.Transports;

/// <summary>Waits for the end of a run on any transport, by watching it.</summary>
internal static class RunWaiter
{
    /// <exception cref="RunTimeoutException">The run was still alive when the time was over; holds the last status seen.</exception>
    public static async Task<RunStatus> WaitAsync(
        IRunTransport transport, Run run, TimeSpan timeout, RunOperation operation, TimeProvider time, CancellationToken cancellationToken)
    {
        RunStatus? last = null;
        using var deadline = new CancellationTokenSource(timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await foreach (var next in transport.WatchAsync(run, limit.Token).ConfigureAwait(false))
            {
                last = (next as RunStatusChanged)?.Status ?? last;
                if (last is { IsTerminal: true })
                    return last;
            }
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested)
        {
            throw new RunTimeoutException(
                $"{run} did not end within {timeout.TotalSeconds:0.###} s; last seen {(last is null ? "never" : $"as {last.State}")}.",
                new RunErrorContext(transport.Capabilities.Backend, operation),
                exception)
            {
                Timeout = timeout,
                LastStatus = last,
            };
        }
        throw new RunProtocolException(
            $"The events of {run} ended although the run did not.", new RunErrorContext(transport.Capabilities.Backend, operation));
    }
}
