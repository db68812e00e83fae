import type { JSX } from 'react';
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import type { TrafficPick } from '../../../runtimes/service/contract/traffic.ts';
import { Select, TextField } from '../../ui/controls.tsx';
import { MOST_SKEW, SKEW_STEP, skewed, skewOf, skewWords } from './pick.ts';

const HOW = [
  { id: 'any', text: 'any account' },
  { id: 'one', text: 'always the same' },
];

interface PickProps {
  label: string;
  pick: TrafficPick;
  onChange: (pick: TrafficPick) => void;
  flaw?: string | undefined;
}

/** Which account it is: a certain one, or one that the seed draws, the first ones more often if wanted. */
export function PickInput({ label, pick, onChange, flaw }: PickProps): JSX.Element {
  return (
    <div className="traffic-pick">
      <Select
        label={label}
        options={HOW}
        value={skewOf(pick) === undefined ? 'one' : 'any'}
        onChange={(how) => onChange(how === 'any' ? skewed(0) : { kind: 'account', who: '0' })}
      />
      <PickDetails label={label} pick={pick} onChange={onChange} flaw={flaw} />
    </div>
  );
}

export function PickDetails({ label, pick, onChange, flaw }: PickProps): JSX.Element {
  if (pick.kind === 'account')
    return (
      <div className="traffic-detail">
        <TextField
          label={`${label}: which`}
          hideLabel
          value={pick.who}
          placeholder="0, or a name"
          onChange={(who) => onChange({ kind: 'account', who })}
          flaw={flaw}
          mono
        />
      </div>
    );
  return (
    <div className="field traffic-detail">
      <SkewSlider label={`${label}: how uneven`} skew={skewOf(pick) ?? 0} onChange={(skew) => onChange(skewed(skew))} />
      {flaw !== undefined && <p className="flaw">{flaw}</p>}
    </div>
  );
}

function SkewSlider({
  label,
  skew,
  onChange,
}: {
  label: string;
  skew: number;
  onChange: (skew: number) => void;
}): JSX.Element {
  return (
    <Slider
      className="slider"
      value={skew}
      minValue={0}
      maxValue={MOST_SKEW}
      step={SKEW_STEP}
      onChange={(value) => onChange(Number(value))}
    >
      <Label className="hidden-visually">{label}</Label>
      <SliderTrack className="slider-track">
        <SliderThumb className="slider-thumb" />
      </SliderTrack>
      <SliderOutput className="micro t2">{() => skewWords(skew)}</SliderOutput>
    </Slider>
  );
}
