using Microsoft.AspNetCore.Http;

namespace RocketControl.Client.Emulator.Hosting;

/// <summary>Puts answers on the wire.</summary>
internal static class AnswerWriter
{
    public static Task WriteAsync(HttpContext context, HttpAnswer answer) => WriteAsync(context, answer, answer.Body);

    /// <summary>Writes the head, which announces the whole body, and half of the body.</summary>
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
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        await response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
