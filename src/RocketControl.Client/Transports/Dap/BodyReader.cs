using System.Text.Json;

namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// Reads the body of a frame in the same pass as the frame: a second one would make up a tenth of the cost of a status call. Runs on the reader: quick, and throws
/// nothing but what the JSON reader throws.
/// </summary>
/// <param name="name">The command of the reply, or the event's name.</param>
/// <param name="reader">Stands at the beginning of the body, and has to stand at its end afterwards.</param>
/// <returns>What the body says; null when it is of no kind that is read here.</returns>
internal delegate object? BodyReader(string name, ref Utf8JsonReader reader);
