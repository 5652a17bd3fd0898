using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Processes;

/// <summary>The routes of both dialects (process protocol §1).</summary>
internal sealed class ProcessRoutes(ProcessManagerEmulatorOptions options, ProcessTable table)
{
    private const string Root = "/api/processes/";

    private readonly ProcessDocuments _documents = new(options.TimeProvider);

    public async Task<HttpAnswer> AnswerAsync(HttpRequest request, string body, CancellationToken cancellationToken)
    {
        string path = request.Path.Value ?? "/";
        string root = options.BasePath + Root;
        string[] parts = path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..].Split('/') : [];
        long pid = 0;
        // Flask's int converter takes digits only, of any number.
        if (parts is [_, var number] && (number.Length == 0 || !number.All(char.IsAsciiDigit)
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out pid)))
        {
            return FlaskPages.NotFound();
        }
        (string Method, Func<Task<HttpAnswer>> Answer)? route = parts switch
        {
            ["terminate", _] => ("POST", () => TerminateAsync(request, body, pid)),
            ["pause", _] when options.Siblings => ("POST", () => HaltAsync(pid, "pause", "paused", ProcessRecord.Paused, ProcessSignals.PauseAsync)),
            ["resume", _] when options.Siblings => ("POST", () => HaltAsync(pid, "resume", "resumed", ProcessRecord.Running, ProcessSignals.ResumeAsync)),
            ["list"] when options.Siblings => ("GET", () => Task.FromResult(List())),
            ["status", _] when options.Siblings => ("GET", () => Task.FromResult(Status(pid))),
            ["dashboard"] when options.Siblings => ("GET", () => Task.FromResult(Dashboard())),
            _ => null,
        };
        if (route is not { } found)
            return FlaskPages.NotFound();
        if (request.Method != found.Method)
            return FlaskPages.NotAllowed($"{found.Method}, OPTIONS");
        if (parts is ["dashboard"] && options.DashboardTime > TimeSpan.Zero)
            await Task.Delay(options.DashboardTime, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        return await AnswerInTurnAsync(found.Answer, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpAnswer> AnswerInTurnAsync(Func<Task<HttpAnswer>> answer, CancellationToken cancellationToken)
    {
        await table.Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await answer().ConfigureAwait(false);
        }
        finally
        {
            table.Turn.Release();
        }
    }

    private Task<HttpAnswer> TerminateAsync(HttpRequest request, string body, long pid) =>
        options.Dialect == ProcessManagerDialect.Documented ? SignalAsync(request, body, pid) : EndAsync(pid);

    /// <summary>Dialect A: nobody waits for the end, but the record says at once that it has come.</summary>
    private async Task<HttpAnswer> SignalAsync(HttpRequest request, string body, long pid)
    {
        if (table.Find(pid) is not { } record)
            return ProcessAnswers.UnknownPid(pid);
        if (record.Status != ProcessRecord.Running)
            return ProcessAnswers.NotRunning(pid);
        if (FlaskJson.Read(request, body, out string mistake) is not { } parameters)
            return ProcessAnswers.ServerError(mistake);
        try
        {
            await (FlaskJson.IsTruthy(parameters["force"]) ? ProcessSignals.KillAsync(record.Process) : ProcessSignals.TerminateAsync(record.Process))
                .ConfigureAwait(false);
        }
        catch (ProcessGoneException)
        {
            return ProcessAnswers.UnknownPid(pid);
        }
        catch (Exception denied) when (denied is SignalDeniedException or Win32Exception)
        {
            return ProcessAnswers.TerminationFailed(denied.Message);
        }
        record.Status = ProcessRecord.Terminated;
        return HttpAnswer.Json(new JsonObject
        {
            ["success"] = true,
            ["pid"] = pid,
            ["status"] = ProcessRecord.Terminated,
            ["message"] = "Process terminated successfully",
            ["timestamp"] = _documents.LocalTime(),
        });
    }

    /// <summary>Dialect B: returns when the process is gone.</summary>
    private async Task<HttpAnswer> EndAsync(long pid)
    {
        table.RemoveEnded();
        if (table.Find(pid) is not { } record || !await TrySignalAsync(record, ProcessSignals.TerminateAsync).ConfigureAwait(false))
            return ProcessAnswers.Failed("terminate", pid);
        try
        {
            await record.Process.Exited.WaitAsync(options.KillAfter, options.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await TrySignalAsync(record, ProcessSignals.KillAsync).ConfigureAwait(false);
            await record.Process.Exited.ConfigureAwait(false);
        }
        record.Status = ProcessRecord.Terminated;
        table.Remove(pid);
        return ProcessAnswers.Done("terminated", pid);
    }

    private async Task<HttpAnswer> HaltAsync(long pid, string action, string done, string status, Func<EmulatorProcess, Task> act)
    {
        table.RemoveEnded();
        if (table.Find(pid) is not { } record || !await TrySignalAsync(record, act).ConfigureAwait(false))
            return ProcessAnswers.Failed(action, pid);
        record.Status = status;
        return ProcessAnswers.Done(done, pid);
    }

    private HttpAnswer List()
    {
        table.RemoveEnded();
        IReadOnlyList<ProcessRecord> records = table.Records;
        if (options.CannotSerializeProcesses && records.Count > 0)
            return ProcessAnswers.NotSerializable();
        var entries = new JsonObject();
        foreach (ProcessRecord record in records)
            entries[record.Process.Pid.ToString(CultureInfo.InvariantCulture)] = _documents.Entry(record);
        return HttpAnswer.Json(new JsonObject { ["success"] = true, ["active_processes"] = entries, ["total_count"] = records.Count });
    }

    private HttpAnswer Status(long pid)
    {
        table.RemoveEnded();
        if (table.Find(pid) is not { } record)
            return ProcessAnswers.NotListed(pid);
        return options.CannotSerializeProcesses
            ? ProcessAnswers.NotSerializable()
            : HttpAnswer.Json(new JsonObject { ["success"] = true, ["process"] = _documents.Entry(record) });
    }

    private HttpAnswer Dashboard()
    {
        table.RemoveEnded();
        return HttpAnswer.Json(_documents.Dashboard(table.Records));
    }

    private static async Task<bool> TrySignalAsync(ProcessRecord record, Func<EmulatorProcess, Task> act)
    {
        try
        {
            await act(record.Process).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure) when (failure is ProcessGoneException or SignalDeniedException or Win32Exception)
        {
            return false;
        }
    }
}
