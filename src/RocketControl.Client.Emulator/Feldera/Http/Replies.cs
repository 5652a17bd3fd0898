using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.Feldera.Http;

/// <summary>Answers that many routes give.</summary>
internal static class Replies
{
    /// <summary>The action was accepted, which is not that it is done.</summary>
    public static HttpAnswer Accepted(string text) => HttpAnswer.Json(JsonValue.Create(text), StatusCodes.Status202Accepted);

    public static HttpAnswer Text(string text) => HttpAnswer.Json(JsonValue.Create(text));

    public static HttpAnswer Empty() => HttpAnswer.Of(StatusCodes.Status200OK, null, "");
}
