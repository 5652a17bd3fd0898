using System.Text.Json;

namespace RocketControl.Client.Transports.RocketRide.Http;

/// <summary>Reads one value out of a larger text, so that nobody has to find its end first.</summary>
/// <param name="reader">At the beginning of the value; afterwards at its end.</param>
/// <param name="text">All that the reader reads, to cut pieces out of.</param>
internal delegate T JsonReading<out T>(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text);
