using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RocketControl.Client.Emulator.Hosting;

namespace RocketControl.Client.Emulator.VectorShift;

/// <summary>A request that is answered with an error.</summary>
internal sealed class RefusedException(HttpAnswer answer) : Exception
{
    public HttpAnswer Answer => answer;

    public static RefusedException BadRequest(string error) => new(Failed(error, StatusCodes.Status400BadRequest));

    public static RefusedException NotFound(string error) => new(Failed(error, StatusCodes.Status404NotFound));

    /// <summary>The one error without a status member (VectorShift protocol §1).</summary>
    public static RefusedException Unauthorized(string error) =>
        new(HttpAnswer.Json(new JsonObject { ["error"] = error }, StatusCodes.Status401Unauthorized));

    public static HttpAnswer Failed(string error, int status) => HttpAnswer.Json(new JsonObject { ["status"] = "failed", ["error"] = error }, status);
}
