using System.Net.Http.Headers;

namespace RocketControl.Client.Transports.Feldera;

/// <summary>
/// Puts data into tables (Feldera protocol §9). The server takes it in while it streams, so a broken upload leaves a part behind and sending again would double it: an
/// upload is tried once.
/// </summary>
internal sealed class FelderaIngress(FelderaHttp http, FelderaWaits waits, KnownPipelines known, FelderaOptions options)
{
    private static readonly RunErrorContext Context = new(RunBackend.Feldera, RunOperation.Send);

    /// <returns>The server's completion token.</returns>
    public async Task<string> UploadAsync(Run run, string table, FelderaUpload upload, FelderaIngestOptions how, CancellationToken cancellationToken)
    {
        if (how.CheckState)
            await RequireOpenAsync(run, how.Force, cancellationToken).ConfigureAwait(false);
        using var progress = new CancellationTokenSource(options.IngestTimeout, options.TimeProvider);
        using var whole = how.Timeout is { } timeout ? new CancellationTokenSource(timeout, options.TimeProvider) : null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, progress.Token, whole?.Token ?? CancellationToken.None);
        var sent = 0L;
        try
        {
            var answer = await http.CallJsonAsync(
                FelderaRequest.Post(RunOperation.Send, Address(run.Id, table, how), run.Id) with
                {
                    Body = () =>
                    {
                        var body = upload.CreateBody(NotePiece);
                        body.Headers.ContentType = MediaTypeHeaderValue.Parse(upload.MimeType);
                        return body;
                    },
                    Timeout = Timeout.InfiniteTimeSpan,
                    Repetition = FelderaRepetition.Never,
                },
                limit.Token).ConfigureAwait(false);
            return answer.Text("token"u8) ?? throw new RunProtocolException(
                "The server took the data but gave no token for it, so it cannot be told when it is worked off.", Context);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (OperationCanceledException exception) when (whole is { IsCancellationRequested: true } || progress.IsCancellationRequested)
        {
            var over = whole is { IsCancellationRequested: true } ? how.Timeout!.Value : options.IngestTimeout;
            throw new RunTimeoutException(
                $"{run.Id} did not take the data on within {over.TotalSeconds:0.###} s; {sent:N0} bytes had left. A part of it may be in "
                + "the table: look before you send it again.",
                Context with { OutcomeUnknown = true },
                exception)
            {
                Timeout = over,
            };
        }
        catch (RunNotReadyException exception) when (exception.Code == FelderaErrors.NotDeployed)
        {
            throw new RunNotRunningException($"{run.Id} does not run and takes no data. Start it with UseAsync.", exception.Context, exception);
        }

        void NotePiece(int size)
        {
            sent += size;
            progress.CancelAfter(options.IngestTimeout);
        }
    }

    /// <summary>The table that a send goes to: the run's own, else the pipeline's only one, which is looked up once.</summary>
    /// <exception cref="RunInvalidArgumentException">There is none, or there are several.</exception>
    public async Task<string> TableOfAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.Source is { } source)
            return source;
        var pipeline = known[run.Id];
        if (pipeline.OnlyTable is { } table)
            return table;
        var tables = (await waits.AskForAllAsync(run.Id, RunOperation.Send, cancellationToken).ConfigureAwait(false)).Tables;
        if (tables is not [var only])
        {
            throw new RunInvalidArgumentException(
                tables.Count == 0
                    ? $"{run.Id} has no table that takes data, or is not compiled yet."
                    : $"{run.Id} has several tables: {string.Join(", ", tables.Take(50))}. Say which one is meant: run with {{ Source = \"table\" }}.",
                Context);
        }
        return pipeline.OnlyTable = only;
    }

    /// <summary>Says at once, and clearly, what the server would say late or not at all.</summary>
    private async Task RequireOpenAsync(Run run, bool isForced, CancellationToken cancellationToken)
    {
        var info = await waits.AskAsync(run.Id, RunOperation.Send, cancellationToken).ConfigureAwait(false);
        var status = waits.Interpret(run, info);
        if (status.IsTerminal || status.State == RunState.Stopping)
        {
            throw new RunNotRunningException($"{run.Id} has ended or is ending ({info.Status}) and takes no data. Start it with UseAsync.", Context)
            {
                LastStatus = status,
            };
        }
        if (status.State == RunState.Paused && !isForced)
        {
            throw new RunInvalidStateException(
                $"{run.Id} is paused and would hold the data without working on it. Resume it, or set FelderaIngestOptions.Force.", Context)
            {
                CurrentState = info.Status,
                DesiredState = info.DesiredStatus,
            };
        }
        if (status.State is RunState.Pending or RunState.Starting or RunState.AwaitingInput)
        {
            throw new RunNotReadyException(
                $"{run.Id} takes no data yet: it is {info.Status}. {status.Detail}".TrimEnd(), Context)
            {
                IsComingUp = status.State != RunState.AwaitingInput,
            };
        }
    }

    /// <summary>Format and force are always said: the server's own defaults are not ours, and its description requires both.</summary>
    private static string Address(string name, string table, FelderaIngestOptions how)
    {
        var isJson = how.Format == FelderaFormat.Json;
        return FelderaPath.With(
            FelderaPath.Pipeline(name, $"ingress/{FelderaPath.Escape(table)}"),
            ("format", FelderaFormats.WordOf(how.Format)),
            ("force", FelderaWords.Of(how.Force)),
            ("array", isJson ? FelderaWords.Of(how.Array) : null),
            ("update_format", isJson ? FelderaFormats.WordOf(how.UpdateFormat) : null),
            ("json_flavor", how.JsonFlavor));
    }
}
