using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Faults;

/// <summary>Answers HTTP requests, unless a fault is against one or the server stops first.</summary>
/// <param name="faults">The faults.</param>
/// <param name="time">The clock of delays.</param>
/// <param name="stopping">Ends with the server.</param>
internal sealed class FaultyHttp(FaultBook<HttpSubject, HttpFault> faults, TimeProvider time, CancellationToken stopping)
{
    /// <summary>Never throws what the network does.</summary>
    /// <param name="context">The request.</param>
    /// <param name="answer">Executes the request.</param>
    public async Task HandleAsync(HttpContext context, Func<HttpContext, Task<HttpAnswer>> answer)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await RespondAsync(context, answer, over.Token).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            context.Abort();
        }
    }

    private async Task RespondAsync(HttpContext context, Func<HttpContext, Task<HttpAnswer>> execute, CancellationToken over)
    {
        over.ThrowIfCancellationRequested();
        if (faults.Strike(HttpSubject.Of(context.Request)) is not { } fault)
        {
            await AnswerWriter.WriteAsync(context, await execute(context).ConfigureAwait(false), over).ConfigureAwait(false);
            return;
        }

        HttpAnswer? answer = fault.Action.Executes ? await execute(context).ConfigureAwait(false) : null;
        await fault.Action.Respond(new HttpScene(context, answer, time, over)).ConfigureAwait(false);
    }
}
