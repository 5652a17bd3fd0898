using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace RocketControl.Client.Transports.Dap;

/// <summary>
/// Turns requests into frames and frames into replies and events (RocketRide protocol §2). A text frame is one JSON object; a binary frame is a
/// JSON header, one line feed, and the payload.
/// </summary>
internal static class DapFrameCodec
{
    private const byte HeaderEnd = (byte)'\n';

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 64 };

    /// <summary>One for each thread, used again and again.</summary>
    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static void Encode(DapRequest request, long seq, FrameBuffer output)
    {
        var writer = _writer ??= new Utf8JsonWriter(Stream.Null, WriterOptions);
        writer.Reset(output);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "request"u8);
        writer.WriteNumber("seq"u8, seq);
        writer.WriteString("command"u8, request.Command);
        if (request.WriteArguments is { } writeArguments)
        {
            writer.WriteStartObject("arguments"u8);
            writeArguments(writer);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
        writer.Flush();
        if (request.Payload is { } payload)
        {
            output.Append([HeaderEnd]);
            output.Append(payload.Span);
        }
    }

    /// <param name="frame">The whole message.</param>
    /// <param name="isBinary">Whether it came as a binary frame.</param>
    /// <param name="arrival">Its number among all frames.</param>
    /// <param name="readBody">Reads bodies on the way; null for none.</param>
    public static DapIncoming Decode(ReadOnlySpan<byte> frame, bool isBinary, long arrival, BodyReader? readBody = null)
    {
        var headerEnd = isBinary ? frame.IndexOf(HeaderEnd) : -1;
        var header = headerEnd < 0 ? frame : frame[..headerEnd];
        var payload = headerEnd < 0 ? default : frame[(headerEnd + 1)..];
        if (!Utf8.IsValid(header))
            return DapIncoming.Defective("it is not UTF-8");
        if (LoneSurrogates.Replace(header) is { } whole)
            header = whole;
        try
        {
            return Read(header, payload, arrival, readBody);
        }
        catch (JsonException)
        {
            return Recover(header, arrival, readBody);
        }
    }

    private static DapIncoming Recover(ReadOnlySpan<byte> header, long arrival, BodyReader? readBody)
    {
        if (NonFiniteNumbers.Replace(header) is not { } finite)
            return DapIncoming.Defective("it is not JSON");
        try
        {
            var incoming = Read(finite, default, arrival, readBody);
            // An event is best effort and worth more with a null in it than lost; a reply has to be right.
            return incoming.Event is not null
                ? incoming
                : DapIncoming.Defective("it holds NaN or Infinity, which is not JSON", incoming.RequestSeq);
        }
        catch (JsonException)
        {
            return DapIncoming.Defective("it is not JSON");
        }
    }

    private static DapIncoming Read(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, long arrival, BodyReader? readBody)
    {
        var envelope = new Envelope(readBody);
        var reader = new Utf8JsonReader(header, ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return DapIncoming.Defective("it is not a JSON object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            envelope.ReadMember(ref reader, header);
        if (reader.Read())
            return DapIncoming.Defective("something follows the JSON object");
        return envelope.ToIncoming(payload, arrival);
    }

    private ref struct Envelope(BodyReader? readBody)
    {
        private string? _type;
        private long? _requestSeq;
        private bool? _success;
        private string? _command;
        private string? _event;
        private string? _message;
        private string? _code;
        private ServerTrace? _trace;
        private ReadOnlySpan<byte> _body;
        private object? _content;

        public void ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
        {
            if (reader.ValueTextEquals("body"u8))
                _body = json[ReadBody(ref reader)];
            else if (reader.ValueTextEquals("request_seq"u8))
                _requestSeq = ReadInteger(ref reader);
            else if (reader.ValueTextEquals("success"u8))
                _success = ReadBoolean(ref reader);
            else if (reader.ValueTextEquals("type"u8))
                _type = ReadText(ref reader);
            else if (reader.ValueTextEquals("command"u8))
                _command = ReadText(ref reader);
            else if (reader.ValueTextEquals("event"u8))
                _event = ReadText(ref reader);
            else if (reader.ValueTextEquals("message"u8))
                _message = ReadText(ref reader);
            else if (reader.ValueTextEquals("code"u8))
                _code = ReadText(ref reader);
            else if (reader.ValueTextEquals("trace"u8))
                _trace = ReadTrace(json[SkipValue(ref reader)]);
            else
                SkipValue(ref reader);
        }

        public readonly DapIncoming ToIncoming(ReadOnlySpan<byte> payload, long arrival) => _type switch
        {
            "response" when _requestSeq is null => DapIncoming.Defective("it is a reply without a usable request_seq"),
            "response" when _success is null => DapIncoming.Defective("it is a reply without \"success\"", _requestSeq),
            "response" => DapIncoming.Of(new DapResponse
            {
                Arrival = arrival,
                RequestSeq = _requestSeq.Value,
                Success = _success.Value,
                Command = _command,
                Message = _message,
                Code = _code,
                Trace = _trace,
                Body = BodyBytes(),
                Content = _content,
                Payload = payload.ToArray(),
            }),
            "event" when _event is null => DapIncoming.Defective("it is an event without a name"),
            "event" => DapIncoming.Of(new DapEvent(_event, BodyBytes(), arrival, _content)),
            _ => DapIncoming.Defective("it is neither a reply nor an event"),
        };

        private readonly byte[] BodyBytes() => _body.SequenceEqual("null"u8) ? [] : _body.ToArray();

        /// <summary>The name comes before the body, except where somebody puts the members into an order of his own.</summary>
        private Range ReadBody(ref Utf8JsonReader reader)
        {
            _content = null;
            if (readBody is null || (_command ?? _event) is not { } name)
                return SkipValue(ref reader);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            _content = readBody(name, ref reader);
            return start..(int)reader.BytesConsumed;
        }

        /// <summary>Passes over the member's value and tells where it stands.</summary>
        private static Range SkipValue(ref Utf8JsonReader reader)
        {
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return start..(int)reader.BytesConsumed;
        }

        private static string? ReadText(ref Utf8JsonReader reader)
        {
            reader.Read();
            var text = reader.TokenType == JsonTokenType.String ? ReadString(ref reader) : null;
            reader.Skip();
            return text;
        }

        /// <summary>The names that make up nearly all traffic are not allocated anew each time.</summary>
        private static string? ReadString(ref Utf8JsonReader reader)
        {
            if (reader.ValueTextEquals("response"u8))
                return "response";
            return reader.ValueTextEquals("event"u8) ? "event" : reader.GetString();
        }

        private static long? ReadInteger(ref Utf8JsonReader reader)
        {
            reader.Read();
            long? value = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null;
            reader.Skip();
            return value;
        }

        private static bool? ReadBoolean(ref Utf8JsonReader reader)
        {
            reader.Read();
            bool? value = reader.TokenType switch { JsonTokenType.True => true, JsonTokenType.False => false, _ => null };
            reader.Skip();
            return value;
        }

        /// <summary>The line is sometimes an array of one number (RocketRide protocol §7.1).</summary>
        private static ServerTrace? ReadTrace(ReadOnlySpan<byte> json)
        {
            var reader = new Utf8JsonReader(json, ReaderOptions);
            string? file = null;
            int? line = null;
            string? member = null;
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                    member = reader.GetString();
                else if (reader.TokenType == JsonTokenType.String && member == "file")
                    file = reader.GetString();
                else if (reader.TokenType == JsonTokenType.Number && member == "lineno" && reader.TryGetInt32(out var number))
                    line = number;
            }
            return file is null ? null : new ServerTrace(file, line);
        }
    }
}
