namespace RocketControl.Client.Transports.Processes;

/// <summary>
/// Looks for processes by whatever routes the server has: the status first, then the list, then the dashboard, which is slow and cuts texts off (process protocol §3,
/// §6). What it lacks is remembered.
/// </summary>
internal sealed class ProcessLookup(ProcessHttp http, ProcessRoutes routes, Action<string> onRouteMissing)
{
    public async Task<ProcessSighting> FindAsync(RunOperation operation, string pid, CancellationToken cancellationToken)
    {
        // A status that cannot be put into JSON proves at least that there is such a process.
        var isThere = false;
        if (routes.Has(ProcessRoutes.Status) && !routes.NeedsDashboard)
        {
            var answer = await AskAsync(operation, ProcessRoutes.Status, $"{ProcessRoutes.Status}/{pid}", cancellationToken).ConfigureAwait(false);
            switch (answer.Kind)
            {
                case ProcessAnswerKind.Done:
                    return ProcessSighting.Of(ProcessEntry.Read(answer.Root.Member("process"u8) ?? default) ?? throw Misshapen(answer, operation));
                case ProcessAnswerKind.NotFound:
                    return ProcessSighting.Absent;
                case ProcessAnswerKind.NotSerializable:
                    isThere = true;
                    break;
            }
        }
        var entries = await ListAsync(operation, cancellationToken).ConfigureAwait(false);
        if (entries?.FirstOrDefault(entry => entry.Pid == pid) is { } shown)
            return ProcessSighting.Of(shown);
        if (isThere)
            return ProcessSighting.Hidden;
        return entries is null ? ProcessSighting.Impossible : ProcessSighting.Absent;
    }

    /// <summary>All processes that the server shows; null when it has no route that does.</summary>
    public async Task<IReadOnlyList<ProcessEntry>?> ListAsync(RunOperation operation, CancellationToken cancellationToken)
    {
        if (routes.Has(ProcessRoutes.List) && !routes.NeedsDashboard)
        {
            var answer = await AskAsync(operation, ProcessRoutes.List, ProcessRoutes.List, cancellationToken).ConfigureAwait(false);
            if (answer.Kind == ProcessAnswerKind.Done)
                return [.. answer.Root.Members("active_processes"u8).Select(member => ProcessEntry.Read(member.Value)).OfType<ProcessEntry>()];
        }
        if (routes.Has(ProcessRoutes.Dashboard))
        {
            var answer = await AskAsync(operation, ProcessRoutes.Dashboard, ProcessRoutes.Dashboard, cancellationToken).ConfigureAwait(false);
            if (answer.Kind == ProcessAnswerKind.Done)
                return [.. answer.Root.Items("processes"u8).Select(ProcessEntry.Read).OfType<ProcessEntry>()];
        }
        return null;
    }

    private async Task<ProcessAnswer> AskAsync(RunOperation operation, string route, string address, CancellationToken cancellationToken)
    {
        var answer = await http.GetAsync(operation, address, cancellationToken).ConfigureAwait(false);
        switch (answer.Kind)
        {
            case ProcessAnswerKind.Done:
            case ProcessAnswerKind.NotFound when route == ProcessRoutes.Status:
                break;
            case ProcessAnswerKind.NoRoute:
                if (routes.NoteAbsent(route))
                    onRouteMissing(route);
                break;
            case ProcessAnswerKind.NotSerializable when route != ProcessRoutes.Dashboard:
                routes.NoteNotSerializable();
                break;
            default:
                throw new RunProtocolException($"The server's answer to {route} makes no sense. It says: {answer.Text}", answer.Context(operation));
        }
        return answer;
    }

    private static RunProtocolException Misshapen(ProcessAnswer answer, RunOperation operation) =>
        new("The server's status has no pid or no state.", answer.Context(operation));
}
