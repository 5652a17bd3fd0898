using Microsoft.AspNetCore.Http;

namespace RocketControl.Client.Emulator.Hosting;

/// <summary>Puts answers on the wire.</summary>
internal static class AnswerWriter
{
    /// <param name="context">The request that is answered.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="over">Ends a streamed body; so does the client going away.</param>
    public static async Task WriteAsync(HttpContext context, HttpAnswer answer, CancellationToken over)
    {
        await WriteAsync(context, answer, answer.Body).ConfigureAwait(false);
        if (answer.Stream is null)
            return;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, over);
        await answer.Stream(context.Response.Body, ended.Token).ConfigureAwait(false);
    }

    /// <summary>Writes the head, which announces the whole body, and half of the body; nothing of a streamed one.</summary>
    public static Task WriteHalfAsync(HttpContext context, HttpAnswer answer) => WriteAsync(context, answer, answer.Body[..(answer.Body.Length / 2)]);

    private static async Task WriteAsync(HttpContext context, HttpAnswer answer, ReadOnlyMemory<byte> body)
    {
        HttpResponse response = context.Response;
        response.StatusCode = answer.Status;
        if (answer.ContentType is not null)
            response.ContentType = answer.ContentType;
        foreach ((string name, string value) in answer.Headers)
            response.Headers.Append(name, value);

        if (answer.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
            return;
        if (answer.Stream is null)
            response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        await response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
